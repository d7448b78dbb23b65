import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { articlesIn } from './articles.ts'
import { numeral } from './read/numeral.ts'
import { chineseNumber } from './recognise/numbering.ts'

test('law: a numeral is read as it is written, and nothing else is one', () => {
  for (let number = 1; number < 1000; number += 1)
    assert.equal(chineseNumber(numeral(number, 'chineseCountingThousand') as string), number)
  for (const none of ['', '零', '百', '十十', '一二', '零五', '一百零十'])
    assert.equal(chineseNumber(none), undefined, none)
})

test('law: articles are read as they were written, whatever stands in them', () =>
  fc.assert(
    fc.property(
      fc.array(fc.array(fc.stringMatching(/^[甲乙丙，（一）12“”第章]{1,12}$/), { minLength: 1, maxLength: 3 }), {
        minLength: 1,
        maxLength: 120,
      }),
      (all) => {
        const plain = all.map((lines) => lines.map((line) => `文${line}`))
        const written = plain.map((lines, i) => `第${numeral(i + 1, 'chineseCountingThousand')}条　${lines.join('\n')}`)
        const read = articlesIn(`某某规则\n\n${written.join('\n')}`)
        assert.deepEqual(
          read.map(({ number, words }) => [number, words]),
          plain.map((lines, i) => [`${i + 1}`, lines.join('\n')]),
        )
      },
    ),
  ))

test('chapters stand over their articles, an article may stand between two, a plan has parts', () => {
  const rule = articlesIn(
    '规则\r\n第一章 总则\r\n第一条 甲\r\n（一）子；\r\n第二章 分则\r\n第二条之一：乙\r\n第12条 依照第一条办理',
  )
  assert.deepEqual(rule, [
    { number: '1', label: '第一条', chapter: '第一章 总则', words: '甲\n（一）子；' },
    { number: '2-1', label: '第二条之一', chapter: '第二章 分则', words: '乙' },
    { number: '12', label: '第12条', chapter: '第二章 分则', words: '依照第一条办理' },
  ])
  assert.deepEqual(articlesIn('算力规划\n一、现状\n不足。\n二、目标'), [
    { number: '1', label: '第一部分', chapter: '', words: '现状\n不足。' },
    { number: '2', label: '第二部分', chapter: '', words: '目标' },
  ])
  assert.deepEqual(articlesIn('没有条款的一段话'), [])
})
