import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { choice, integer, text } from '#kernel/field'
import { defineSystem } from '#kernel/system'
import { defineRole, may } from '#engines/identity'
import { defineIndicator } from '#engines/indicator'
import { openCity, readsSheet, writesSheet, type City, type Person } from '#testing'
import { defineRegister, record, type Register } from './index.ts'

/** A toy: recipes rest on recipes; one that is withdrawn is named as such wherever it is named. */
const recipe = defineRegister('toy-recipe', {
  title: '菜谱',
  naming: 'name',
  namedWith: { field: 'standing', is: ['withdrawn'] },
  fields: {
    name: text('菜名'),
    kitchen: text('哪家'),
    number: integer('第几道'),
    standing: choice('状态', { cooked: '在做', withdrawn: '已停' }),
  },
  counts: { field: 'number', among: ['kitchen'] },
  unique: [['kitchen', 'number']],
  filters: ['standing'],
  defaults: { standing: 'cooked' },
  amendsWhile: { field: 'standing', is: ['cooked'] },
})
const menu = defineRegister('toy-menu', {
  title: '菜单',
  naming: 'name',
  fields: { name: text('名称'), main: record('主菜', recipe, { where: { standing: 'cooked' } }) },
})
const rests = defineRegister('toy-recipe-use', {
  title: '用料',
  naming: 'how',
  fields: { recipe: record('菜', recipe), uses: record('用到', recipe), how: text('怎么用') },
  acyclic: ['recipe', 'uses'],
  amends: ['how'],
})
const dishes = defineIndicator('toy-dishes', {
  ...{ title: '菜数', unit: '道', says: '菜谱道数。', of: recipe, formula: 'count', counted: 'at-once' },
  gives: () => true,
})
const cook = defineRole('toy-cook', {
  title: '厨师',
  grants: [
    ...[recipe, menu, rests].map((one: Register) => may(one, ['read', 'create', 'amend'], 'own-agency')),
    may(dishes, ['read'], 'own-agency'),
  ],
})
const kitchen = defineSystem('toy-kitchen', {
  title: '厨房',
  owner: 'city-archives',
  parts: [recipe, menu, rests, cook, dishes],
  pages: [],
})
const at = ({ name }: { name: string }, id = '') => `/api/registers/${name}${id && `/${id}`}`

async function inKitchen(does: (city: City, who: Person) => Promise<void>) {
  const city = await openCity([kitchen], '2024-09-27T10:00:00+08:00')
  try {
    await does(city, await city.officer('city-archives', [cook.name]))
  } finally {
    await city.house.close()
  }
}
const dish = (who: Person, name: string, more: object = {}) =>
  who.asks('POST', at(recipe), { name, kitchen: '老店', ...more })

test('what is out of force is named so in exports, searches and behind numbers, from the moment on; nothing new names it', () =>
  inKitchen(async (city, who) => {
    const { id, version } = await dish(who, '醉蟹')
    await who.asks('POST', at(menu), { name: '家宴', main: id })
    const exported = async () => {
      const job = await who.finishes(await who.asks('POST', `${at(menu)}/export`, { query: '' }))
      const [row] = await readsSheet((await who.raw('GET', job.path)).rawPayload, { 主菜: 'text' })
      return row?.['主菜']
    }
    const found = async () =>
      (await who.asks('GET', `/api/search?q=${encodeURIComponent('醉蟹')}`)).rows.map(
        ({ title }: { title: string }) => title,
      )
    const counted = async () =>
      (await who.asks('GET', `/api/indicators/${dishes.name}/rows`)).rows.map(({ title }: { title: string }) => title)
    assert.deepEqual([await exported(), await found(), await counted()], ['醉蟹', ['醉蟹'], ['醉蟹']])
    await who.asks('PATCH', at(recipe, id), { standing: 'withdrawn' }, { 'if-match': `${version}` })
    const now = '醉蟹（已停）'
    assert.deepEqual([await exported(), await found(), await counted()], [now, [now], [now]])
    assert.equal((await who.asks('GET', at(recipe, id))).name, '醉蟹', 'the row itself says what it said')
    await city.refuses(who.asks('POST', at(menu), { name: '年夜饭', main: id }), 'register/wrong-fields')
    const face = (await who.asks('GET', '/api/manifest')).registers[recipe.name]
    assert.deepEqual(face.namedWith, recipe.namedWith)
  }))

test('a row is amended while it says that it may be, and offers it only then', () =>
  inKitchen(async (city, who) => {
    const { id } = await dish(who, '醉蟹')
    const amends = (values: object, version: number) =>
      who.asks('PATCH', at(recipe, id), values, { 'if-match': `${version}` })
    const may = async () => (await who.asks('GET', at(recipe, id))).may
    await amends({ name: '醉虾' }, 1)
    assert.deepEqual(await may(), ['read', 'amend'])
    await amends({ standing: 'withdrawn' }, 2)
    assert.deepEqual(await may(), ['read'])
    const refused = await city.refuses(amends({ name: '醉蟹' }, 3), 'register/not-amendable-now')
    assert.match(refused.message, /状态是“已停”，只有“在做”时可以修改/)
    assert.equal((await who.asks('GET', at(recipe, id))).version, 3)
  }))

test('rows that share something are counted on, whatever their writers say, and however they come in', () =>
  inKitchen(async (_, who) => {
    const first = await dish(who, '一')
    const second = await dish(who, '二', { number: 40 })
    const other = await dish(who, '三', { kitchen: '新店' })
    assert.deepEqual([first.number, second.number, other.number], [1, 2, 1])
    const rush = await Promise.all(Array.from({ length: 12 }, (_one, i) => dish(who, `急${i}`, { kitchen: '快店' })))
    assert.deepEqual(
      rush.map(({ number }) => number as number).toSorted((a, b) => a - b),
      Array.from({ length: 12 }, (_one, i) => i + 1),
    )
    const columns = { 菜名: 'text', 哪家: 'text', 状态: 'text' } as const
    const sheet = await writesSheet(columns, [
      { 菜名: '四', 哪家: '老店', 状态: '在做' },
      { 菜名: '五', 哪家: '老店', 状态: '在做' },
    ])
    const file = await who.brings('菜.xlsx', sheet)
    await who.finishes(await who.asks('POST', `${at(recipe)}/sheet`, { file: file.id, name: '菜.xlsx' }))
    const rows = (await who.lists(recipe)).filter((one) => one.kitchen === '老店')
    assert.deepEqual(
      rows.map(({ name, number }) => `${name} ${number}`),
      ['一 1', '二 2', '四 3', '五 4'],
    )
  }))

test('law: references run in no circle, whoever writes them and at once', () =>
  inKitchen(async (_, who) => {
    const ids = await Promise.all(['甲', '乙', '丙', '丁'].map(async (name) => (await dish(who, name)).id as string))
    const place = fc.nat({ max: ids.length - 1 })
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(fc.tuple(place, place), { maxLength: 3 }), { maxLength: 4 }),
        async (waves) => {
          for (const wave of waves)
            await Promise.allSettled(
              wave.map(([a, b]) => who.asks('POST', at(rests), { recipe: ids[a], uses: ids[b], how: '做底' })),
            )
          const ways = (await who.lists(rests)).map(({ recipe: from, uses }) => [from, uses] as [string, string])
          const after = (one: string, seen: ReadonlySet<string> = new Set()): boolean =>
            ways.some(([from, to]) => from === one && (seen.has(to) || after(to, new Set([...seen, to]))))
          assert.ok(ids.every((one) => !after(one, new Set([one]))))
        },
      ),
      { numRuns: 12, seed: 20241120 },
    )
    assert.ok((await who.lists(rests)).length >= 3, 'what runs in no circle is taken')
  }))

test('what is written in a circle says which two would close it; a declaration whose ways could change does not compile into one', () =>
  inKitchen(async (city, who) => {
    const [a, b] = [await dish(who, '高汤'), await dish(who, '卤水')]
    const uses = (one: string, other: string) => who.asks('POST', at(rests), { recipe: one, uses: other, how: '做底' })
    await uses(a.id, b.id)
    assert.match((await city.refuses(uses(b.id, a.id), 'register/circular')).message, /“高汤”已经.*用到“卤水”，反过来/)
    const declared = { title: '用料', naming: 'how', fields: rests.fields, acyclic: ['recipe', 'uses'] } as const
    assert.throws(() => defineRegister('toy-loose', declared), /may not be amended/)
    assert.throws(
      () => defineRegister('toy-loose', { ...declared, acyclic: ['recipe', 'how'] }),
      /no rows of one register/,
    )
  }))
