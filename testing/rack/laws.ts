import type pg from 'pg'
import { partsOf } from '#kernel/system'
import type { AnyCase } from '#engines/case'
import { tableOf, type Register } from '#engines/register'
import { systems } from '#systems'

/** What must hold of the whole city at any moment at which nothing is being done; each query finds what breaks it. */
type Law = [says: string, breaks: string]

const registers = [...partsOf<Register>(systems, 'register').values()]
const finals = [...partsOf<AnyCase>(systems, 'case').values()].flatMap((declared) =>
  Object.entries(declared.states).flatMap(([state, { final }]) => (final ? [`${declared.name}:${state}`] : [])),
)
const quoted = (list: readonly string[]) => list.map((one) => `'${one}'`).join(', ')
/** Rows of one question that the other does not answer with, and the other way round. */
const differ = (one: string, other: string) =>
  `((${one}) except all (${other})) union all ((${other}) except all (${one}))`

/** Steps that tell of a case and do not move it. */
const still = quoted(['open', 'remind', 'mark'])
const moves = `s.action not in (${still})`

const cases: Law[] = [
  [
    'a case was opened once, and its version counts what moved it',
    `select c.id from casework.case c where (select count(*) filter (where ${moves}) + 1 from casework.step s where s.case_id = c.id) <> c.version
       or (select count(*) from casework.step s where s.case_id = c.id and s.action = 'open') <> 1`,
  ],
  [
    'a case stands where its last step took it',
    `select c.id, c.state from casework.case c where c.state <> (select s.to_state from casework.step s where s.case_id = c.id and s.action not in ('remind', 'mark') order by s.id desc limit 1)`,
  ],
  [
    'a case is closed exactly in a final state',
    `select id, kind, state from casework.case where (closed_at is not null) <> (kind || ':' || state in (${quoted(finals)}))`,
  ],
  [
    'every step that moves a case has its event, and every event its step',
    differ(
      `select c.kind || ':' || c.id, s.action, s.from_state, s.to_state, s.at from casework.step s join casework.case c on c.id = s.case_id where ${moves}`,
      `select subject, about->>'action', about->>'from', about->>'to', at from kernel.event where kind = 'case.acted'`,
    ),
  ],
  [
    'every case has the event of its opening',
    differ(
      `select kind || ':' || id from casework.case`,
      `select subject from kernel.event where kind = 'case.opened'`,
    ),
  ],
  [
    'the versions that events tell of a case have no gap and no twin',
    `select c.id from casework.case c where (select coalesce(array_agg((e.about->>'version')::int order by (e.about->>'version')::int), '{}') from kernel.event e
       where e.kind = 'case.acted' and e.subject = c.kind || ':' || c.id) <> array(select generate_series(2, c.version))`,
  ],
  [
    'a task of a plan that was accepted has its eleven county cases, any other none',
    `select s.case_id from casework.step s join casework.case c on c.id = s.case_id and c.kind = 'task-supervision' where s.action = 'accept' and (select count(*) from casework.case u where u.parent = s.case_id and u.kind = 'county-supervision') <> case when c.within is null then 0 else 11 end`,
  ],
  [
    'a task shows the mean of its counties',
    `select p.id from casework.case p where p.facts ? 'countyPercent' and (p.facts->>'countyPercent')::numeric is distinct from
       (select round(avg(coalesce((c.facts->>'percent')::numeric, 0))) from casework.case c where c.parent = p.id and c.kind = 'county-supervision')`,
  ],
  [
    'the sums that boards read are those of the cases',
    differ(
      `select kind, agency, region, state, signal, open, fact, sum(amount) from (select * from casework.tally union all select * from casework.tally_change) t group by 1, 2, 3, 4, 5, 6, 7 having sum(amount) <> 0`,
      `select kind, agency, region, state, coalesce(signal, ''), closed_at is null, fact, sum(amount) from casework.case c cross join lateral (
         select '' as fact, 1::numeric as amount union all select key, value::numeric from jsonb_each(c.facts) where jsonb_typeof(value) = 'number') f group by 1, 2, 3, 4, 5, 6, 7 having sum(amount) <> 0`,
    ),
  ],
  [
    'an assignment has its case’s kind and day',
    `select p.case_id from casework.participant p join casework.case c on c.id = p.case_id where (p.kind, p.due_on, p.holder, p.region) is distinct from (c.kind, c.due_on, c.agency, c.region)`,
  ],
  [
    'nobody is asked twice for the same work',
    `select person, about from notice.entry where kind = 'todo' and done_at is null group by person, about having count(*) > 1`,
  ],
]

const plans: Law[] = [
  [
    'a plan is there with all its items and rows, and one case of its adoption',
    `select p.id from record.plan p where (select count(*) from record.plan_item i where i.plan = p.id) <> 28
       or (select count(*) from record.plan_task t where t.plan = p.id) <> 45
       or (select count(*) from casework.case c where c.kind = 'plan-adoption' and c.subject = p.id) <> 1`,
  ],
  [
    'an adopted plan has a case for every row, any other none',
    `select p.id from record.plan p where (select count(*) from casework.case c where c.kind = 'task-supervision' and c.within = p.id) <> case p.standing when 'adopted' then 45 else 0 end`,
  ],
  [
    'an import that was done made one plan, any other none',
    `select j.id, j.state from kernel.job j where j.name = 'import-document' and (select count(*) from record.plan p where p.file = j.data->>'file') <> case j.state when 'done' then 1 else 0 end`,
  ],
]

const house: Law[] = [
  ['work that was accepted ends', `select id, name, state from kernel.job where state not in ('done', 'failed')`],
  ['work does not fail', `select id, name, fault from kernel.job where state = 'failed'`],
  [
    'work ends once and tells of it once',
    `select j.id, j.name from kernel.job j where (select count(*) from kernel.event e where e.subject = 'job:' || j.id) <> 1 or (select count(*) from notice.entry n where n.about = 'job:' || j.id) <> 1`,
  ],
  ['a key that was taken has its answer', `select actor, key from kernel.once where answer is null`],
  [
    'the sums of an indicator are the sums of its parts',
    differ(
      `select indicator, month, within, agency, region, value, among from measure.sum where value <> 0 or among <> 0`,
      `select indicator, month, within, agency, region, sum(value), sum(among) from measure.part group by 1, 2, 3, 4, 5 having sum(value) <> 0 or sum(among) <> 0`,
    ),
  ],
  [
    'every case can be found',
    `select c.id from casework.case c where not exists (select 1 from search.entry e where e.what = 'case:' || c.kind and e.subject = c.id and e.part = '')`,
  ],
  [
    'every attachment can be found',
    `select u.file from kernel.file_use u where u.kind = 'case' and not exists (select 1 from search.entry e where e.subject = u.id and e.part = u.file)`,
  ],
]

const rows: Law[] = registers.flatMap((register): Law[] => [
  [
    `the versions of ${register.name} have no gap, and each has its event`,
    `select r.id from ${tableOf(register)} r where (select coalesce(array_agg(v.version order by v.version), '{}') from record.version v where v.record = r.id) <> array(select generate_series(1, r.version))
       or (select count(*) from kernel.event e where e.subject = '${register.name}:' || r.id and e.kind in ('register.created', 'register.amended')) <> r.version`,
  ],
  [
    `no version of ${register.name} is without its row`,
    `select v.record from record.version v where v.register = '${register.name}' and not exists (select 1 from ${tableOf(register)} r where r.id = v.record)`,
  ],
  [
    `every row of ${register.name} can be found`,
    `select r.id from ${tableOf(register)} r where not exists (select 1 from search.entry e where e.what = 'register:${register.name}' and e.subject = r.id)`,
  ],
])

const laws = [...cases, ...plans, ...house, ...rows]

/** Every law that the city breaks, with what breaks it. */
export async function broken(owner: pg.Client): Promise<string[]> {
  const found: string[] = []
  await owner.query('begin isolation level repeatable read read only')
  for (const [says, breaks] of laws) {
    const { rows } = await owner.query(`select * from (${breaks}) broken limit 3`)
    if (rows.length > 0) found.push(`${says}: ${JSON.stringify(rows)}`)
  }
  await owner.query('commit')
  return found
}
