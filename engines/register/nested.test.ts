import assert from 'node:assert/strict'
import { test } from 'node:test'
import { choice, citizenNumber, text } from '#kernel/field'
import { defineSystem } from '#kernel/system'
import { agency, defineRole, may } from '#engines/identity'
import { openCity } from '#testing'
import { defineRegister, record } from './index.ts'

/** A toy: a stable has boxes, a box has horses; a horse is put into a box that is free. */
const stable = defineRegister('toy-stable', {
  title: '马厩',
  naming: 'name',
  owner: 'keeper',
  fields: { name: text('名称'), keeper: agency('管理单位') },
})
const box = defineRegister('toy-box', {
  title: '厩位',
  naming: 'name',
  under: 'stable',
  fields: { stable: record('马厩', stable), name: text('名称'), standing: choice('状态', { free: '空', full: '满' }) },
  filters: ['standing'],
})
const horse = defineRegister('toy-horse', {
  title: '马',
  naming: 'name',
  under: 'box',
  fields: {
    box: record('厩位', box, { where: { standing: 'free' } }),
    name: text('名字'),
    groom: citizenNumber('马夫'),
  },
})
const keeper = defineRole('toy-stable-keeper', {
  title: '养马',
  grants: [stable, box, horse].map((one) => may(one, ['read', 'create', 'amend', 'reveal'] as never, 'own-agency')),
})
const stables = defineSystem('toy-stables', {
  title: '马厩',
  owner: 'city-archives',
  parts: [stable, box, horse, keeper],
  pages: [],
})

const at = (one: { name: string }, id = '') => `/api/registers/${one.name}${id && `/${id}`}`

test('a nested row is its upper row’s: whose, where, found and read by the same, and it goes along', async () => {
  const city = await openCity([stables], '2024-09-27T10:00:00+08:00')
  try {
    const [archives, bureau] = await Promise.all([
      city.officer('city-archives', [keeper.name]),
      city.officer('city-data-bureau', [keeper.name]),
    ])
    const home = await archives.asks('POST', at(stable), { name: '东厩', keeper: 'city-archives' })
    const free = await archives.asks('POST', at(box), { stable: home.id, name: '一号', standing: 'free' })
    const full = await archives.asks('POST', at(box), { stable: home.id, name: '二号', standing: 'full' })
    const groom = '320902195803150010'
    const mare = await archives.asks('POST', at(horse), { box: free.id, name: '雪里红', groom })
    assert.deepEqual([free.agency, mare.agency], ['city-archives', 'city-archives'])

    // Only a row that the field takes, and that its writer may read.
    for (const wrong of [full.id, '01900000-0000-7000-8000-000000000000'])
      await city.refuses(archives.asks('POST', at(horse), { box: wrong, name: '乌骓', groom }), 'register/wrong-fields')
    await city.refuses(bureau.asks('POST', at(horse), { box: free.id, name: '乌骓', groom }), 'register/wrong-fields')
    await city.refuses(
      archives.asks('PATCH', at(horse, mare.id), { box: full.id }, { 'if-match': '1' }),
      'register/wrong-fields',
    )
    // What is no id at all is refused like one that is nobody's.
    for (const wrong of ['%ff', '', 'null', `${free.id}0`, '01900000-0000-7000-8000-00000000000g']) {
      await city.refuses(archives.asks('POST', at(horse), { box: wrong, name: '乌骓', groom }), 'register/wrong-fields')
      await city.refuses(
        archives.asks('PATCH', at(horse, mare.id), { box: wrong }, { 'if-match': '1' }),
        'register/wrong-fields',
      )
    }
    // What it names already it may keep, even where that could not be chosen now.
    await archives.asks('PATCH', at(box, free.id), { standing: 'full' }, { 'if-match': '1' })
    await archives.asks('PATCH', at(horse, mare.id), { box: free.id, name: '雪中红' }, { 'if-match': '1' })
    assert.deepEqual(
      (await archives.asks('GET', `${at(horse)}?filter.box=${free.id}`)).rows.map(({ name }: { name: string }) => name),
      ['雪中红'],
    )

    // The stable goes to another bureau: boxes and horses go with it, two floors down, and are found there.
    await city.refuses(bureau.asks('GET', at(horse, mare.id)), 'register/not-found')
    await archives.asks('PATCH', at(stable, home.id), { keeper: 'city-data-bureau' }, { 'if-match': '1' })
    await city.refuses(archives.asks('GET', at(horse, mare.id)), 'register/not-found')
    assert.equal((await bureau.asks('GET', at(horse, mare.id))).agency, 'city-data-bureau')
    const words = encodeURIComponent('雪中红')
    assert.equal((await bureau.asks('GET', `/api/search?q=${words}`)).rows.length, 1)
    assert.equal((await archives.asks('GET', `/api/search?q=${words}`)).rows.length, 0)
  } finally {
    await city.house.close()
  }
})

test('a choice is narrowed by what its register can be narrowed by', () => {
  assert.throws(() => record('马', horse, { where: { name: '雪中红' } }), /not narrowed by name/)
})
