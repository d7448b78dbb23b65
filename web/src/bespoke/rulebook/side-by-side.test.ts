import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { sideBySide, type Piece } from './side-by-side.ts'

const words = (pieces: Piece[] | null) => (pieces ?? []).map((piece) => piece.words).join('')
const lines = fc.array(fc.stringMatching(/^[第一二条数据异议办理在五个工作日内，。]{1,14}$/), { maxLength: 12 })

test('law: each side says its own text whole, what both share is the same on both, and only what differs is marked', () =>
  fc.assert(
    fc.property(lines, lines, (before, after) => {
      const rows = sideBySide(before.join('\n'), after.join('\n'))
      assert.deepEqual(
        rows.flatMap((row) => (row.before ? [words(row.before)] : [])),
        before,
      )
      assert.deepEqual(
        rows.flatMap((row) => (row.after ? [words(row.after)] : [])),
        after,
      )
      for (const row of rows) {
        const shared = (pieces: Piece[] | null) => words((pieces ?? []).filter(({ as }) => as === 'same'))
        assert.equal(shared(row.before), shared(row.after))
        assert.ok(row.before?.every(({ as }) => as !== 'came') ?? true)
        assert.ok(row.after?.every(({ as }) => as !== 'gone') ?? true)
        assert.equal(row.as === 'same', row.before?.length === 1 && words(row.before) === words(row.after))
      }
    }),
  ))

test('a rule that was revised shows the word that changed, the article that went and the one that came', () => {
  const rows = sideBySide(
    '第一条 为了处理异议，制定本规则。\n第三条 收到异议的，五个工作日内核实。\n第四条 核实期间，数据加注“有异议”。',
    '第一条 为了处理异议，制定本规则。\n\n第三条 收到异议的，三个工作日内核实。\n第五条 结果告知提出人，并说明理由和依据。',
  )
  assert.deepEqual(
    rows.map(({ as }) => as),
    ['same', 'changed', 'gone', 'came'],
  )
  const marked = (pieces: Piece[] | null | undefined) => pieces?.filter(({ as }) => as !== 'same')
  assert.deepEqual(marked(rows[1]?.before), [{ as: 'gone', words: '五' }])
  assert.deepEqual(marked(rows[1]?.after), [{ as: 'came', words: '三' }])
})

test('two texts of sixty thousand characters are compared within seconds, whatever they say', () => {
  const hanzi = fc.stringMatching(/^[\u4e00-\u9fa5，。]{120}$/)
  const [mine, its] = fc.sample(fc.array(hanzi, { minLength: 500, maxLength: 500 }), { numRuns: 2, seed: 7 })
  for (const [before, after] of [
    [mine, its],
    [mine, mine?.map((line, i) => (i % 3 === 0 ? `${line.slice(0, 60)}改${line.slice(61)}` : line))],
    [[mine?.join('')], [its?.join('')]],
  ]) {
    const began = performance.now()
    const rows = sideBySide(before?.join('\n') ?? '', after?.join('\n') ?? '')
    assert.equal(rows.flatMap((row) => (row.after ? [words(row.after)] : [])).join('\n'), after?.join('\n'))
    assert.ok(performance.now() - began < 10_000)
  }
})
