import assert from 'node:assert/strict'
import { test } from 'node:test'
import { alike, bare, pairMostAlike, type Worded } from './most-alike-pair.ts'

const work = (id: string, title: string, text: string): Worded => ({ id, title, text })
const none = new Map<string, string>()
const gateway = work('gateway', '建好统一门户', '年底前建成全市统一的办事门户，接入高频事项。')
const catalogue = work('catalogue', '编好数据目录', '各部门按季更新目录，逐条核对来源。')
const library = work('library', '办好数字书房', '在社区设自助借阅点。')

test('items in another order are each the one that is most alike, whatever the year', () => {
  const is = [
    work('a', '编好数据目录', '2025年各部门按季更新目录，逐条核对来源。'),
    work('b', '建好统一门户', '2025年10月底前建成全市统一的办事门户，接入高频事项。'),
  ]
  const pairs = pairMostAlike(is, [gateway, catalogue, library], none)
  assert.deepEqual(
    new Set(pairs),
    new Set([
      { newer: 'a', older: 'catalogue', sure: true },
      { newer: 'b', older: 'gateway', sure: true },
    ]),
  )
})

test('a title weighs as much as its text: the same work in wholly other words is found, another under the same words is not', () => {
  const told = work('a', '建好统一门户', '群众要办的事在一个入口找得到。')
  const other = work('b', '整治河道', '接入高频事项的泵站逐个检修。')
  assert.deepEqual(pairMostAlike([told, other], [gateway, catalogue], none), [
    { newer: 'a', older: 'gateway', sure: false },
  ])
})

test('each is taken once, by the one that is most alike; the next best finds another or none', () => {
  const half = work('half', '建好统一门户网站', '接入高频事项。')
  const whole = { ...gateway, id: 'whole' }
  assert.deepEqual(pairMostAlike([half, whole], [gateway], none), [{ newer: 'whole', older: 'gateway', sure: true }])
})

test('what is known to be carried on wins over likeness, and its twin stands as a doubt', () => {
  const twin = { ...gateway, id: 'twin' }
  const row = work('row', '别的名字', '一个字也不像。')
  assert.deepEqual(pairMostAlike([twin, row], [gateway, library], new Map([['row', 'gateway']])), [
    { newer: 'row', older: 'gateway', sure: true },
    { newer: 'twin', older: 'gateway', sure: false },
  ])
})

test('years, days, blanks and punctuation are no words; figures and their marks are', () => {
  assert.equal(bare('2025年12月底前，建成 50 个（含 5 个）。'), '建成50个含5个')
  assert.equal(bare('二〇二五年度完成1.5万件、达到95%'), '完成1.5万件达到95%')
  assert.equal(bare('３个月内办结'), '3个月内办结')
  assert.equal(alike(bare('2024年8月22日印发'), bare('2025年3月印发')), 1)
})

test('two plans of 999 items each, all of them alike, are paired in seconds', () => {
  const text = Array.from({ length: 2000 }, (_, at) => String.fromCharCode(0x4e00 + ((at * 7919) % 5000))).join('')
  const many = Array.from({ length: 999 }, (_, at) => work(String(at), `推动数字化转型第${at}步`, text))
  const began = performance.now()
  const pairs = pairMostAlike(many, many, none)
  const took = performance.now() - began
  assert.equal(pairs.length, 999)
  assert.ok(pairs.every(({ newer, older, sure }) => sure && newer === older))
  assert.ok(took < 20_000, `took ${Math.round(took)} ms`)
})
