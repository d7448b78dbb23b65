import assert from 'node:assert/strict'
import { test } from 'node:test'
import { choice, date, text } from '#kernel/field'
import { defineSystem } from '#kernel/system'
import { agency, awayIn, defineDuty, defineRole, listedIn, may } from '#engines/identity'
import { defineRegister } from '#engines/register'
import { openCity, type City, type Person } from '#testing'
import { calendarDays, defineCase } from './index.ts'

/** A toy: a leak is mended, or the post that a list names hears of it; the list is kept by another agency. */
const chart = defineRegister('toy-chart', {
  title: '责任表',
  naming: 'post',
  fields: {
    whose: agency('谁的工作'),
    rank: choice('责任', { first: '先', second: '后' }),
    at: agency('岗位单位'),
    post: text('岗位'),
  },
  filters: ['whose'],
  amends: ['post', 'at'],
})
const leave = defineRegister('toy-leave', {
  title: '外出',
  naming: 'post',
  fields: { at: agency('岗位单位'), post: text('岗位'), from: date('从'), until: date('到') },
})
const away = awayIn(leave, { postAt: 'at', post: 'post', from: 'from', until: 'until' })
const duty = (name: string, title: string, rank: 'first' | 'second') =>
  defineDuty(name, {
    ...{ title, of: 'city' },
    listed: listedIn(chart, { where: { rank }, agency: 'whose', postAt: 'at', post: 'post', away }),
  })
const first = duty('toy-first', '先听的', 'first')
const second = duty('toy-second', '后听的', 'second')
const leak = defineRegister('toy-leak', { title: '漏水', naming: 'name', fields: { name: text('名称') } })
const mending = defineCase('mend-leak', {
  title: '修漏',
  subject: leak,
  opensOn: 'created',
  initial: 'open',
  states: {
    open: {
      title: '待修',
      within: calendarDays(5),
      overdue: 'urged',
      actions: { raise: { title: '上报', to: 'urged' } },
    },
    urged: {
      title: '已上报',
      within: calendarDays(5),
      overdue: 'told',
      tells: [first, second],
      actions: { mend: { title: '修好', to: 'mended' } },
    },
    told: { title: '已通报', tells: [first], actions: { mend: { title: '修好', to: 'mended' } } },
    mended: { title: '已修', final: true },
  },
})
const mender = defineRole('toy-mender', {
  title: '修漏员',
  grants: [may(leak, ['read', 'create'], 'own-agency'), may(mending, ['read', 'raise', 'mend'], 'own-agency')],
})
const keeper = defineRole('toy-chart-keeper', {
  title: '管表员',
  grants: [may(chart, ['read', 'create', 'amend'], 'all'), may(leave, ['read', 'create'], 'all')],
})
const chief = defineRole('toy-chief', {
  title: '总管',
  duties: [first, second],
  grants: [may(mending, ['read'], 'all')],
})
const system = defineSystem('toy-leaks', {
  title: '漏水',
  owner: 'city-archives',
  parts: [chart, leave, leak, mending, mender, keeper, chief],
  pages: [],
})

const at = 'city-government-office'
const line = (rank: string, post: string) => ({ whose: 'city-archives', rank, at, post })
const heard = async (who: Person) =>
  (await who.inbox()).filter(({ title }) => title === '东楼').map(({ says }) => says as string)

async function inCity(story: (city: City, clerk: Person, desk: Person) => Promise<void>) {
  const city = await openCity([system], '2024-09-02T10:00:00+08:00')
  try {
    const clerk = await city.officer('city-archives', [mender.name])
    await story(city, clerk, await city.officer('city-data-bureau', [keeper.name]))
  } finally {
    await city.house.close()
  }
}

test('whoever is in the post that a line names hears, and who acts for them; the line as it is then counts, whoever brings the case there', () =>
  inCity(async (city, clerk, desk) => {
    const old = await city.officer(at, [], '旧', 'old', '副秘书长')
    const now = await city.officer(at, [], '新', 'new', '秘书长')
    const chiefly = await city.officer('city-finance-bureau', [chief.name])
    const { id } = await desk.asks('POST', '/api/registers/toy-chart', line('first', '副秘书长'))
    await desk.asks('POST', '/api/registers/toy-chart', line('second', '秘书长'))
    await clerk.asks('POST', '/api/registers/toy-leak', { name: '东楼' })
    const [open] = await clerk.cases(mending)
    await clerk.does(mending, open?.id, 'raise')
    assert.deepEqual([await heard(old), await heard(now)], [['修漏 · 已上报 · 市档案馆'], ['修漏 · 已上报 · 市档案馆']])
    assert.deepEqual(await heard(chiefly), [], 'who carries the duty by a role hears where nobody stands on the line')

    await desk.asks('PATCH', `/api/registers/toy-chart/${id}`, { post: '秘书长' }, { 'if-match': '"1"' })
    await city.officer('city-archives', [], '代', 'deputy')
    await city.standsIn('deputy', 'new', '2024-09-30')
    await city.waits({ until: '2024-09-10' })
    assert.deepEqual([(await heard(old)).length, (await heard(now)).length], [1, 2], 'the changed line is climbed')
    const deputy = city.visitor()
    await deputy.signsIn('deputy', 'a long password')
    assert.equal((await heard(deputy)).length, 1, 'who acts for them hears too')
  }))

test('where there is no line, or nobody is in its post, whoever carries the duty hears once, and hears what is vacant', () =>
  inCity(async (city, clerk, desk) => {
    const chiefly = await city.officer('city-finance-bureau', [chief.name])
    await desk.asks('POST', '/api/registers/toy-chart', line('first', '副秘书长'))
    await clerk.asks('POST', '/api/registers/toy-leak', { name: '东楼' })
    const [open] = await clerk.cases(mending)
    await clerk.does(mending, open?.id, 'raise')
    assert.deepEqual(await heard(chiefly), ['修漏 · 已上报 · 市档案馆；先听的“副秘书长”空缺；没有列后听的'])
  }))

test('a line is flagged before it breaks: its keeper is told once of a post that ends, is empty, or whose holder is away with nobody to act', () =>
  inCity(async (city, clerk, desk) => {
    await city.officer(at, [], '张', 'zhang', '副秘书长')
    await city.officer(at, [], '李', 'li', '秘书长')
    await desk.asks('POST', '/api/registers/toy-chart', line('first', '副秘书长'))
    await desk.asks('POST', '/api/registers/toy-chart', line('second', '秘书长'))
    const faults = async (who = desk) =>
      (await who.asks('GET', '/api/duties/lines')).rows.map(
        ({
          post,
          holders,
          faults: found,
        }: {
          post: string
          holders: { name: string }[]
          faults: { says: string }[]
        }) => [post, holders.map(({ name }) => name), found.map(({ says }) => says)],
      )
    const told = async () =>
      (await desk.inbox()).filter(({ title }) => title === '责任表 · 市档案馆').map(({ says }) => says as string)
    assert.deepEqual(await faults(), [
      ['副秘书长', ['张'], []],
      ['秘书长', ['李'], []],
    ])
    assert.deepEqual(await faults(clerk), [], 'who may not read the lines sees none')

    await city.ends('zhang', '2024-10-31')
    await city.waits({ until: '2024-10-01' })
    assert.deepEqual(await told(), [], 'a month is left')
    await city.waits({ until: '2024-10-02' })
    assert.deepEqual(await told(), ['先听的“副秘书长”：2024-10-31任期届满，此后无人接任'])
    await city.waits({ until: '2024-11-01' })
    assert.ok((await told()).includes('先听的“副秘书长”：无人任职'))
    assert.deepEqual((await faults())[0], ['副秘书长', [], ['无人任职']])

    await desk.asks('POST', '/api/registers/toy-leave', { at, post: '秘书长', from: '2024-11-10', until: '2024-11-20' })
    await city.waits({ until: '2024-11-02' })
    assert.ok((await told()).includes('后听的“秘书长”：2024-11-10至2024-11-20外出，无人代理'))
    await city.officer('city-archives', [], '代', 'deputy')
    await city.standsIn('deputy', 'li', '2024-11-20')
    await city.waits({ until: '2024-11-03' })
    assert.deepEqual((await faults())[1], ['秘书长', ['李', '代'], []])
    assert.equal((await told()).length, 3, 'nobody is told twice of the same')

    await desk.asks('POST', '/api/registers/toy-chart', { ...line('first', '局长'), whose: 'city-finance-bureau' })
    assert.deepEqual((await faults())[2], ['局长', [], ['无人任职', '没有列后听的']])
  }))
