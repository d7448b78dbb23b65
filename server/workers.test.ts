import assert from 'node:assert/strict'
import { test } from 'node:test'
import { workingDays } from '#kernel/clock'
import { date, text } from '#kernel/field'
import { defineSystem } from '#kernel/system'
import { defineCase } from '#engines/case'
import { sweep } from '#engines/case/run'
import { defineRole, may } from '#engines/identity'
import { defineIndicator } from '#engines/indicator'
import { countStale, takeLevels } from '#engines/indicator/run'
import { defineRegister } from '#engines/register'
import { openCity } from '#testing'
import { freshDatabase } from '#testing/cluster'

/** A toy: a ticket is answered within two working days or goes late; a week before its day its holder is reminded. */
const ticket = defineRegister('toy-ticket', {
  title: '工单',
  naming: 'words',
  fields: { words: text('内容'), until: date('期限') },
})
const answering = defineCase('toy-answering', {
  title: '答复',
  subject: ticket,
  opensOn: 'created',
  due: 'until',
  reminds: [7],
  initial: 'asked',
  states: {
    asked: {
      title: '待答',
      within: workingDays(2),
      overdue: 'late',
      awaits: 'answer',
      actions: { answer: { title: '答复', to: 'answered' } },
    },
    late: { title: '迟了', awaits: 'answer', actions: { answer: { title: '答复', to: 'answered' } } },
    answered: { title: '已答', final: true },
  },
})
const late = defineIndicator('toy-late', {
  ...{ title: '迟了的', unit: '件', says: '迟了的件数。', of: answering, formula: 'sum', counted: 'by-job' },
  gives: ({ state }) => Number(state === 'late'),
})
const clerk = defineRole('toy-clerk', {
  title: '办事员',
  grants: [may(ticket, ['read', 'create'], 'own-agency'), may(answering, ['read', 'answer'], 'own-agency')],
})
const desk = defineSystem('toy-desk', {
  title: '窗口',
  owner: 'city-archives',
  parts: [ticket, answering, late, clerk],
  pages: [],
})

const many = 60

test('two workers over one database move, remind and count everything once', async () => {
  const place = await freshDatabase()
  const at = '2024-10-24T10:00:00+08:00'
  const first = await openCity([desk], at, undefined, place)
  const second = await openCity([desk], at, undefined, place)
  try {
    await first.house.sweep()
    const person = await first.officer('city-archives', ['toy-clerk'])
    for (let n = 0; n < many; n += 1)
      await person.asks('POST', '/api/registers/toy-ticket', { words: `第${n}件`, until: '2024-11-08' })
    const workers = [first.house, second.house]
    const counts = async ({ database }: (typeof workers)[number]) => {
      while ((await countStale(database, 7)) > 0);
    }
    await Promise.all(workers.map(counts))
    const looked: number[] = []
    for (const now of ['2024-10-28T00:00:01+08:00', '2024-10-29T00:00:01+08:00', '2024-11-01T00:00:01+08:00'])
      await Promise.all(
        workers.map(async (worker, i) => {
          for (let found = 1; found > 0; looked[i] = (looked[i] ?? 0) + found)
            found = await sweep(worker.database, new Date(now), 7)
          await counts(worker)
          await takeLevels(worker.database, new Date(now))
        }),
      )
    assert.ok(
      looked.every((count) => count > 0),
      `both worked: ${looked.join(', ')}`,
    )
    const read = (statement: string) => first.house.database.read({ all: 'on' }, statement)
    assert.deepEqual(
      await read(
        `select action, count(*), count(distinct case_id) as cases from casework.step where action <> 'open' group by 1 order by 1`,
      ),
      ['overdue', 'remind'].map((action) => ({ action, count: many, cases: many })),
    )
    assert.deepEqual(await read('select state, version, count(*) from casework.case group by 1, 2'), [
      { state: 'late', version: 2, count: many },
    ])
    assert.deepEqual(
      await read(`select count(*), count(distinct subject) as subjects from kernel.event where kind = 'case.acted'`),
      [{ count: many, subjects: many }],
    )
    assert.deepEqual(
      await read('select kind, done_at is null as open, count(*) from notice.entry group by 1, 2 order by 1, 2'),
      [
        { kind: 'note', open: true, count: many },
        { kind: 'todo', open: false, count: many },
        { kind: 'todo', open: true, count: many },
      ],
    )
    const sums = { value: many, among: many }
    assert.deepEqual(await read('select value, among from measure.sum where value <> 0 or among <> 0'), [sums])
    assert.deepEqual(await read('select month, value, among from measure.level'), [{ month: '2024-10', ...sums }])
  } finally {
    await first.house.close()
    await second.house.close()
  }
})
