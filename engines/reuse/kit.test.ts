import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { choice, files, integer, longText, money, optional, table, text } from '#kernel/field'
import { defineSystem } from '#kernel/system'
import { agency, defineRole, may } from '#engines/identity'
import { digestOfText } from '#engines/ledger/run'
import { defineRegister, record } from '#engines/register'
import { openCity, type City, type Person } from '#testing'
import { defineKit, defineReuse } from './index.ts'
import { readKit } from './kit-text.ts'

/** A toy: recipes with steps, whose kitchen, photographs and standing stay at home. */
const recipe = defineRegister('toy-dish', {
  title: '菜谱',
  naming: 'name',
  owner: 'kitchen',
  fields: {
    name: text('菜名', { max: 60 }),
    kitchen: agency('哪家'),
    serves: integer('几人份', { min: 1, max: 1000 }),
    cost: optional(money('成本')),
    says: longText('说明', { max: 500 }),
    needs: table('用料', { what: '什么', much: '多少' }, { max: 5 }),
    looks: files('照片', { max: 3 }),
    standing: choice('状态', { tried: '试做', served: '在做' }),
  },
  defaults: { standing: 'tried', looks: [], needs: [] },
  moved: ['standing'],
})
const step = defineRegister('toy-dish-step', {
  title: '步骤',
  naming: 'says',
  under: 'recipe',
  fields: { recipe: record('菜谱', recipe), number: integer('第几步', { min: 1, max: 99 }), says: text('怎么做') },
  unique: [['recipe', 'number']],
})
const exchange = defineReuse('toy-practice', { title: '食堂做法' })
const kit = defineKit('toy-dish', { title: '菜谱', of: recipe, with: [step] })
const cook = defineRole('toy-dish-cook', {
  title: '厨师',
  grants: [
    ...[recipe, step].map((one) => may(one, ['read', 'create'], 'own-agency')),
    ...Object.values(exchange.registers).map((one) => may(one, ['read'], 'all')),
    may(exchange, ['read', 'pack'], 'own-agency'),
  ],
})
const canteen = defineSystem('toy-canteen', {
  ...{ title: '食堂', owner: 'city-archives-bureau', pages: [] },
  parts: [recipe, step, ...Object.values(exchange.registers), exchange, kit, cook],
})
const kits = '/api/reuses/toy-practice/kits'

async function inCanteens(does: (city: City, one: Person, other: Person) => Promise<void>) {
  const city = await openCity([canteen], '2024-09-27T10:00:00+08:00')
  try {
    const [one, other] = ['city-archives-bureau', 'city-industry-bureau'] as const
    await does(city, await city.officer(one, [cook.name]), await city.officer(other, [cook.name]))
  } finally {
    await city.house.close()
  }
}
const textOfKit = async (who: Person, id: string) => (await who.raw('GET', `${kits}/${id}/kit.json`)).body

const words = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }).filter((one) => /^\p{L}+$/u.test(one))
const dish = fc.record({
  ...{ name: words, serves: fc.integer({ min: 1, max: 1000 }), says: words },
  cost: fc.option(fc.integer({ min: 0, max: 10_000_000_000 })),
  needs: fc.array(fc.record({ what: words, much: words }), { maxLength: 5 }),
})

test('law: what is packed, unpacked elsewhere and packed again is the same text; the rows are the other’s own', () =>
  inCanteens(async (_, one, other) => {
    await fc.assert(
      fc.asyncProperty(dish, fc.array(words, { maxLength: 4 }), async (said, steps) => {
        const { id } = await one.asks('POST', '/api/registers/toy-dish', { ...said, kitchen: 'city-archives-bureau' })
        for (const [i, says] of steps.entries())
          await one.asks('POST', '/api/registers/toy-dish-step', { recipe: id, number: i + 1, says })
        const first = await textOfKit(one, (await one.asks('POST', kits, { register: recipe.name, id })).id)
        const brought = await other.asks('POST', `${kits}/brought`, { text: first })
        const { path } = await other.asks('POST', `${kits}/${brought.id}/rows`)
        const own = await other.asks('GET', path.replace('/lists/', '/api/registers/'))
        assert.deepEqual([own.kitchen, own.agency], ['city-industry-bureau', 'city-industry-bureau'])
        assert.equal(first.includes('city-archives-bureau'), false, 'who it was of stays behind')
        const again = await other.asks('POST', kits, { register: recipe.name, id: own.id })
        assert.equal(digestOfText(await textOfKit(other, again.id)), digestOfText(first))
      }),
      { numRuns: 12, seed: 20241130 },
    )
  }))

test('law: whatever is put in the place of any part of a kit, it is refused with a sentence, or is a kit that fits', () => {
  const known = new Map([[kit.name, kit]])
  const rows = [
    { register: 'toy-dish', values: { name: '醉蟹', serves: 4, says: '冷吃。', needs: [] } },
    { register: 'toy-dish-step', under: 0, values: { number: 1, says: '洗净' } },
  ]
  const good = { format: 'yancheng-kit/1', kit: 'toy-dish', title: '醉蟹', rows }
  assert.equal(readKit(JSON.stringify(good), known).said.rows.length, 2)
  const places: (readonly (string | number)[])[] = [
    ...[['format'], ['kit'], ['title'], ['rows'], ['rows', 0], ['rows', 1, 'under'], ['rows', 1, 'register']],
    ...[['rows', 0, 'values'], ['rows', 0, 'values', 'serves'], ['rows', 1, 'values', 'recipe'], ['more']],
  ]
  fc.assert(
    fc.property(fc.constantFrom(...places), fc.json(), (place, put) => {
      const changed = structuredClone(good) as never
      const last = place.at(-1) as never
      const above = place.slice(0, -1).reduce((at: Record<string, never>, name) => at[name] as never, changed)
      above[last] = JSON.parse(put) as never
      try {
        const { said } = readKit(JSON.stringify(changed), known)
        assert.equal(said.rows[0]?.register, 'toy-dish')
        assert.ok(said.rows.every(({ values }) => !('kitchen' in values) && !('recipe' in values)))
      } catch (error) {
        assert.match((error as Error).message, /^配置包没有用上，什么也没有登记：.+。$/)
      }
    }),
    { numRuns: 400, seed: 20241130 },
  )
})

test('a kit that the declaration cannot make whole does not open, and rows that belong to nothing in it do not travel', () => {
  const loose = defineRegister('toy-loose-dish', {
    ...{ title: '菜', naming: 'name' },
    fields: { name: text('菜名'), like: record('像哪道', recipe) },
  })
  assert.throws(() => defineKit('toy-loose', { title: '菜', of: loose }), /like can neither travel nor be left empty/)
  assert.throws(() => defineKit('toy-loose', { title: '菜', of: recipe, with: [loose] }), /belong to none that travel/)
})
