import assert from 'node:assert/strict'
import { test } from 'node:test'
import { citizenNumber, files, mobile, optional, text } from '#kernel/field'
import { defineSystem } from '#kernel/system'
import { agency, defineRole, may } from '#engines/identity'
import { defineRegister, record } from '#engines/register'
import { openCity } from '#testing'
import { defineCase, rowsIn } from './index.ts'

/** A toy: a family moves; every school that takes one of the children gets a row of its own. */
const move = defineRegister('toy-move', {
  title: '搬家',
  naming: 'name',
  fields: {
    name: text('户主', { sensitivity: 'personal' }),
    number: optional(citizenNumber('户主身份证号')),
    phone: mobile(),
    papers: files('材料'),
  },
  defaults: { papers: [] },
})
const child = defineRegister('toy-move-child', {
  title: '孩子',
  naming: 'name',
  under: 'move',
  fields: { move: record('搬家', move), name: text('姓名'), school: agency('学校') },
})
const place = defineRegister('toy-school-place', {
  title: '学位',
  naming: 'name',
  owner: 'school',
  fields: {
    name: text('姓名'),
    school: agency('学校'),
    number: optional(citizenNumber('户主身份证号')),
    // Of the same kind, and called otherwise: it is another's number.
    phone: optional(mobile()),
    urgent: optional(mobile('紧急联系手机')),
    papers: files('材料'),
  },
  defaults: { papers: [] },
})
const settling = defineCase('toy-settling', {
  title: '安家',
  subject: move,
  initial: 'asked',
  opensOn: 'created',
  states: {
    asked: { title: '待分', actions: { place: { title: '分学位', to: 'placed' } } },
    placed: {
      title: '已分',
      final: true,
      makes: rowsIn(
        place,
        move,
        ({ record: { number, phone, papers }, among }) =>
          among.children.map(({ name, school }) => ({ name, school, number, phone, papers })),
        { among: { children: { in: child, by: 'move', as: 'id' } } },
      ),
    },
  },
})
const clerk = defineRole('toy-mover', {
  title: '经办人',
  grants: [
    ...[move, child].map((one) => may(one, ['read', 'create'], 'own-agency')),
    may(settling, ['read', 'place'], 'own-agency'),
  ],
})
const school = defineRole('toy-school', { title: '学校', grants: [may(place, ['read', 'reveal'], 'own-agency')] })
const system = defineSystem('toy-moves', {
  ...{ title: '搬家', owner: 'city-archives', parts: [move, child, place, settling, clerk, school], pages: [] },
})

test('a row is made for each of others; the sealed number of the same name comes along, and so do the files that were shown', async () => {
  const city = await openCity([system], '2024-09-27T10:00:00+08:00')
  try {
    const officer = await city.officer('city-archives', [clerk.name])
    const teacher = await city.officer('city-education-bureau', [school.name])
    const elsewhere = await city.officer('city-science-bureau', [school.name])
    const paper = await officer.brings('迁移证.txt', '迁入')
    const { id } = await officer.asks('POST', '/api/registers/toy-move', {
      ...{ name: '顾建平', number: '320902195803150010', phone: '13805110002', papers: [paper] },
    })
    const add = (name: string, at: string) =>
      officer.asks('POST', '/api/registers/toy-move-child', { move: id, name, school: at })
    await add('顾小', 'city-education-bureau')
    await add('顾大', 'city-science-bureau')
    const [one] = await officer.cases(settling)
    await officer.does(settling, one?.['id'], 'place')

    const [mine, ...none] = await teacher.lists(place)
    assert.deepEqual([mine?.['name'], none.length], ['顾小', 0])
    assert.deepEqual([mine?.['number'], mine?.['phone'], mine?.['urgent']], ['320*************10', '138****0002', null])
    const told = await teacher.asks('POST', `/api/registers/toy-school-place/${mine?.['id']}/reveal`, {
      ...{ fields: ['number', 'phone'], purpose: '核对学籍' },
    })
    assert.deepEqual(told, { number: '320902195803150010', phone: '13805110002' })
    const at = `/api/files/${paper['id']}/${encodeURIComponent('迁移证.txt')}`
    assert.deepEqual(
      [(await teacher.raw('GET', at)).statusCode, (await elsewhere.raw('GET', at)).statusCode],
      [200, 200],
      'each of them was given a row that shows it',
    )
    const stranger = await city.officer('city-sports-bureau', [school.name])
    assert.equal((await stranger.raw('GET', at)).statusCode, 404)
  } finally {
    await city.house.close()
  }
})
