import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { PlanTarget } from './plan-data.ts'
import { goesOn, whatChanged, type Work } from './what-changed.ts'

const bound = {
  ...{ lead: 'data', support: ['finance'], agenciesText: '市数据局、市财政局' },
  ...{ dueOn: '2024-12-31', dueText: '2024年12月底前', ongoing: false },
}
const target = (name: string, value: string, more: Partial<PlanTarget> = {}) =>
  ({ name, value, unit: '个', kind: 'count', comparator: 'eq', ...more }) as PlanTarget
const was: Work = {
  ...{ id: 'was', year: 2024, title: '用好场景', bound: [bound], targets: [target('应用场景', '50')] },
  text: '2024年建成50个应用场景。各地按季报送清单，逐个核对。',
}
const is: Work = { ...was, id: 'is', year: 2025, bound: [{ ...bound, dueOn: '2025-12-31' }] }
const names: Record<string, string> = { data: '市数据局', industry: '市工信局', finance: '市财政局' }
const held = (after: Partial<Work>, before: Partial<Work> = {}) =>
  whatChanged({ ...was, ...before }, { ...is, ...after }, (id) => names[id] ?? id)

test('the same words, agencies and promises, due on the same day of its own year, go on', () => {
  const nothing = { differences: [], touched: [], dropped: [], added: [] }
  assert.deepEqual(held({ text: '2025年建成50个应用场景。各地按季报送清单，逐个核对。' }), nothing)
  const leap = held({ bound: [{ ...bound, dueOn: '2025-02-28' }] }, { bound: [{ ...bound, dueOn: '2024-02-29' }] })
  assert.deepEqual(leap, nothing, 'the end of a month is the end of a month')
  assert.ok(goesOn(leap))
})

test('another number, lead and day are said, a number once', () => {
  const changes = held({
    text: '2025年建成80个应用场景。各地按季报送清单，逐个核对。',
    targets: [target('应用场景', '80', { comparator: 'ge' })],
    bound: [{ ...bound, lead: 'industry', support: [], dueOn: '2025-10-31' }],
  })
  assert.deepEqual(changes, {
    differences: [
      { of: 'lead', before: '市数据局', after: '市工信局' },
      { of: 'support', before: '市财政局', after: '' },
      { of: 'dueOn', before: '2024-12-31', after: '2025-10-31' },
      { of: 'target', name: '应用场景', before: '50 个', after: '≥80 个' },
    ],
    ...{ touched: [], dropped: [], added: [] },
  })
})

test('a figure that nobody read as a target changes nothing silently', () => {
  const { differences } = held({ text: '建成1.5万个应用场景。' }, { text: '建成15万个应用场景。' })
  assert.deepEqual(differences, [{ of: 'number', before: '15万个', after: '1.5万个' }])
})

test('a word put otherwise goes on and is shown; a sentence that is new or gone is a change', () => {
  const put = held({ text: '建成50个应用场景。各地按季报送清单，逐一核对。' })
  assert.deepEqual(put.touched, [['各地按季报送清单，逐个核对', '各地按季报送清单，逐一核对']])
  assert.ok(goesOn(put))
  const more = held({ text: '建成50个应用场景。开展群众满意度测评。' })
  assert.deepEqual([more.dropped, more.added], [['各地按季报送清单，逐个核对'], ['开展群众满意度测评']])
  assert.ok(!goesOn(more))
})

test('promises that only one year makes stand by themselves', () => {
  const { differences } = held({ targets: [target('覆盖率', '95', { unit: '%', kind: 'rate' })] })
  assert.deepEqual(differences, [
    { of: 'target', name: '应用场景', before: '50 个', after: '' },
    { of: 'target', name: '覆盖率', before: '', after: '95%' },
  ])
})

test('who is told of no agency reads the words that name them', () => {
  const veiled = { ...bound, lead: null, support: [] }
  const { differences } = held(
    { bound: [{ ...veiled, agenciesText: '市工信局', dueOn: '2025-12-31' }] },
    { bound: [veiled] },
  )
  assert.deepEqual(differences, [{ of: 'agenciesText', before: '市数据局、市财政局', after: '市工信局' }])
})

test('work that goes on has no day, and one that was given a day says so', () => {
  const on = { ...bound, dueOn: null, ongoing: true }
  assert.deepEqual(held({ bound: [on] }, { bound: [on] }).differences, [])
  assert.deepEqual(held({}, { bound: [on] }).differences, [{ of: 'dueOn', before: '持续推进', after: '2025-12-31' }])
})
