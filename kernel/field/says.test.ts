import assert from 'node:assert/strict'
import { test } from 'node:test'
import { choice, integer, issueSays, shapeOf, text } from './index.ts'

const fields = {
  sort: choice('类别', { family: '婚姻家庭', land: '土地承包' }),
  name: text('姓名'),
  age: integer('年龄'),
}
const complaints = (values: Record<string, unknown>) =>
  shapeOf(fields)
    .safeParse(values, { reportInput: true })
    .error?.issues.map((issue) => issueSays(fields, issue))

test('a choice that nobody made is asked for; one that is not offered is told so', () => {
  const rest = { name: '陈秀英', age: 70 }
  assert.deepEqual(complaints({ ...rest }), ['类别：请选择一项'])
  assert.deepEqual(complaints({ ...rest, sort: null }), ['类别：请选择一项'])
  assert.deepEqual(complaints({ ...rest, sort: 'weather' }), ['类别：不在可选的范围内'])
  assert.equal(complaints({ ...rest, sort: 'land' }), undefined)
})

test('what is left empty must be filled in; what is there in another type is told so', () => {
  assert.deepEqual(complaints({ sort: 'land', age: null }), ['姓名：必须填写', '年龄：必须填写'])
  assert.deepEqual(complaints({ sort: 'land', name: 7, age: '七十' }), ['姓名：类型不对', '年龄：类型不对'])
})
