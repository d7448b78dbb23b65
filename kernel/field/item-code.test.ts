import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isItemCode } from './item-code.ts'

test('two codes that are in use are item codes; one that is wrong in any part is none', () => {
  const real = ['11370800MB285591843370117002011', '12441500196720244T3442199806003']
  for (const code of real) assert.ok(isItemCode(code), code)
  const [one = ''] = real
  for (const [says, code] of [
    ['校验码不符', one.replace('9184', '9185')],
    ['没有这一级', `${one.slice(0, 18)}8${one.slice(19)}`],
    ['没有这个省', `${one.slice(0, 19)}95${one.slice(21)}`],
    ['没有这一类', `${one.slice(0, 21)}31${one.slice(23)}`],
    ['少一位', one.slice(0, -1)],
    ['多一位', `${one}0`],
    ['前后有空格', ` ${one}`],
    ['什么也没有', ''],
  ] as const)
    assert.equal(isItemCode(code), false, says)
})
