import assert from 'node:assert/strict'
import { test } from 'node:test'
import { date, integer, optional, text } from '#kernel/field'
import { publish } from '#kernel/event'
import { defineSystem } from '#kernel/system'
import { defineRole, may } from '#engines/identity'
import { defineRegister } from '#engines/register'
import { openCity } from '#testing'
import { afterEnd, defineCase, onDayOf, onEvent, whenever, whenRegistered, type Opener } from './index.ts'

/** A toy: a well is looked after when its water is bad, when its inspection is due, after a repair, and when its sensor says so. */
const well = defineRegister('toy-well', {
  title: '水井',
  naming: 'name',
  fields: { name: text('名称'), nitrate: integer('硝酸盐', { min: 0 }), inspectOn: optional(date('下次检查')) },
  filters: ['name'],
  sorts: ['name'],
  amends: ['nitrate', 'inspectOn'],
})
const work = <N extends string>(name: N, title: string, opensOn: Opener | readonly Opener[]) =>
  defineCase(name, {
    title,
    subject: well,
    opensOn,
    initial: 'open',
    states: {
      open: {
        title: '待办',
        actions: { finish: { title: '办结', to: 'done' }, drop: { title: '不办', to: 'dropped' } },
      },
      done: { title: '已办', final: true },
      dropped: { title: '不办', final: true },
    },
  })
const repair = work('repair-well', '修井', [
  whenever(well, ({ nitrate }) => nitrate > 50),
  onEvent(['job.ended'], ({ about }) => about['well'] as string | undefined),
])
const survey = work(
  'survey-well',
  '勘井',
  whenRegistered(well, ({ inspectOn }) => inspectOn === null),
)
const inspect = work('inspect-well', '查井', onDayOf(well, 'inspectOn'))
const testing = work('test-well', '化验', afterEnd(repair, ['done']))
const keeper = defineRole('well-keeper', {
  title: '管井员',
  grants: [
    may(well, ['read', 'create', 'amend'], 'own-agency'),
    ...[repair, survey, inspect, testing].map((of) => may(of, ['read', 'finish', 'drop'], 'own-agency')),
  ],
})
const wells = defineSystem('toy-wells', {
  title: '水井',
  owner: 'city-archives',
  parts: [well, repair, survey, inspect, testing, keeper],
  pages: [],
})

test('a case opens on a rule that holds, on a day, after another’s end, on an event from outside; once each', async () => {
  const city = await openCity([wells], '2024-09-27T10:00:00+08:00')
  try {
    const clerk = await city.officer('city-archives', ['well-keeper'])
    const { id } = await clerk.asks('POST', '/api/registers/toy-well', {
      ...{ name: '东井', nitrate: 10, inspectOn: '2024-10-08' },
    })
    const open = async () =>
      Promise.all([repair, inspect, testing].map(async (of) => (await clerk.cases(of, '&state=open')).length))
    assert.deepEqual(await open(), [0, 0, 0], 'good water, no inspection yet')

    let version = 1
    const amends = (values: object) =>
      clerk.asks('PATCH', `/api/registers/toy-well/${id}`, values, { 'if-match': `"${version++}"` })
    await amends({ nitrate: 80 })
    await amends({ nitrate: 90 })
    assert.deepEqual(await open(), [1, 0, 0], 'bad water opens one repair, and still one when it is worse')

    const [repairing] = await clerk.cases(repair)
    await clerk.does(repair, repairing?.id, 'drop')
    assert.deepEqual(await open(), [0, 0, 0], 'what is not done is not tested')
    await amends({ nitrate: 91 })
    const [again] = await clerk.cases(repair, '&state=open')
    await clerk.does(repair, again?.id, 'finish')
    assert.deepEqual(await open(), [0, 0, 1], 'a finished repair opens a test')

    await city.waits({ until: '2024-10-07' })
    assert.deepEqual(await open(), [0, 0, 1])
    await city.waits({ until: '2024-10-08' })
    assert.deepEqual(await open(), [0, 1, 1], 'the day has come')
    await amends({ nitrate: 10, inspectOn: '2024-10-20' })
    await amends({ inspectOn: null })
    await city.waits({ until: '2024-10-21' })
    assert.deepEqual(await open(), [0, 1, 1], 'a day that was taken back opens nothing')

    const event = { kind: 'job.ended', actor: 'platform', subject: `job:${id}`, at: city.clock.now() }
    await city.house.database.write({ all: 'on' }, (tx) =>
      publish(tx, {
        ...event,
        about: { id, person: repairing?.id, title: '传感器', says: '异常', path: null, well: id },
      }),
    )
    assert.deepEqual(await open(), [1, 1, 1], 'a message from outside opens a repair')
  } finally {
    await city.house.close()
  }
})

test('a case opens the moment a row is registered of which a rule holds; a row that comes to it later opens none', async () => {
  const city = await openCity([wells], '2024-09-27T10:00:00+08:00')
  try {
    const clerk = await city.officer('city-archives', ['well-keeper'])
    const digs = (name: string, inspectOn: string | null) =>
      clerk.asks('POST', '/api/registers/toy-well', { name, nitrate: 10, inspectOn })
    await digs('南井', null)
    const { id } = await digs('北井', '2024-10-08')
    await clerk.asks('PATCH', `/api/registers/toy-well/${id}`, { inspectOn: null }, { 'if-match': '"1"' })
    assert.deepEqual(
      (await clerk.cases(survey)).map(({ title }) => title),
      ['南井'],
    )
  } finally {
    await city.house.close()
  }
})
