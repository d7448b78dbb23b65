/** What the database does with its owner's rights, past every reader's scope: few things, each with the reason why it may. */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import pg from 'pg'
import { freshDatabase, leaveCluster } from '#testing/cluster'

const known: Record<string, string> = {
  'assessment.keep_change':
    'what an objection moves is kept for everybody whom it moved, whoever decides it; answers nothing',
  'casework.case_moves': 'a trigger: copies of a case’s place follow the case that was changed',
  'casework.claim':
    'cases of whoever bears a citizen number are theirs once two clerks have linked their account; answers nothing',
  'casework.participant_copies': 'a trigger: an assigned agency’s row carries what lists are sorted by',
  'casework.tally_gone': 'a trigger: sums of cases follow the case that was changed',
  'casework.tally_made': 'a trigger: sums of cases follow the case that was changed',
  'casework.tally_moved': 'a trigger: sums of cases follow the case that was changed',
  'exchange.latest':
    'a rule whose subject changed asks what was last told of it; answers one telling, sealed as it is kept',
  'ledger.forget': 'a person is forgotten in events that nobody may change; the caller is the ledger’s own job',
  'measure.give': 'what a row gives to indicators is kept whoever changes it; answers nothing',
  'measure.give_first': 'the same for a row that is new; answers nothing',
  'notice.settle': 'work that is done waits in nobody’s inbox; answers nothing',
  'record.bearing': 'which rows bear the number that a row bears, both sealed; answers ids alone',
  'record.claim':
    'rows that nobody owns yet become theirs who bear the number; the caller is the register’s own hearing; answers nothing',
  'record.leads_to': 'whether a way along rows leads back to where it would begin; answers yes or no',
  'record.next_count': 'the next number among rows that share values; answers one number',
  'record.referring': 'which rows refer to a row; answers ids alone',
  'record.sharing': 'which rows hold some values; answers ids alone',
  'search.find': 'text cannot be matched under a scope by an index: it asks for the reader’s keys itself',
  'search.keep': 'what is changed is found as it is now, whoever changes it; answers nothing',
  'search.keep_too': 'the same for what a step adds; answers nothing',
}

after(leaveCluster)

test('nothing but these functions reaches past a reader’s scope, and each of them names its search path', async () => {
  const owner = new pg.Client({ connectionString: (await freshDatabase()).ownerUrl })
  await owner.connect()
  try {
    const { rows } = await owner.query<{ name: string; bound: boolean }>(
      `select n.nspname || '.' || p.proname as name, coalesce(array_to_string(p.proconfig, ' ') like '%search_path=%', false) as bound
       from pg_proc p join pg_namespace n on n.oid = p.pronamespace where p.prosecdef and n.nspname not in ('pg_catalog', 'pgboss') order by 1`,
    )
    assert.deepEqual(
      rows.map(({ name }) => name),
      Object.keys(known).toSorted(),
    )
    assert.deepEqual(
      rows.filter(({ bound }) => !bound),
      [],
    )
  } finally {
    await owner.end()
  }
})
