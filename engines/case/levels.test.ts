import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { longText, text } from '#kernel/field'
import { defineSystem } from '#kernel/system'
import { agency, defineRole, directoryDesk, may } from '#engines/identity'
import { defineRegister } from '#engines/register'
import { openCity, type City, type Person } from '#testing'
import { defineCase } from './index.ts'
import { wayBy } from './levels.ts'

/** A toy: what is seen in the street goes up from the town to the county and the city, and comes back down the same way. */
const street = defineRegister('toy-street', {
  title: '街面问题',
  naming: 'about',
  owner: 'centre',
  fields: { about: text('什么问题'), centre: agency('承办中心') },
})
const up = { title: '上报', to: 'stays', raises: true, form: { words: longText('为什么办不了') } } as const
const handling = defineCase('toy-street-handling', {
  title: '街面问题处置',
  subject: street,
  opensOn: 'created',
  holder: 'centre',
  bodies: ['mediation-centre'],
  initial: 'open',
  states: {
    open: {
      title: '待处置',
      awaits: 'done',
      actions: {
        done: { title: '已处置', to: 'over' },
        up,
        down: { title: '下派', to: 'stays', lowers: 'to', form: { to: agency('派给') } },
        back: { title: '退回', to: 'stays', returns: true },
      },
    },
    over: { title: '已办结', final: true },
  },
})
const keeper = defineRole('toy-street-keeper', {
  title: '处置员',
  grants: [
    may(street, ['read', 'create'], 'own-agency'),
    may(handling, ['read', 'done', 'up', 'down', 'back'], 'own-agency'),
    may(directoryDesk, ['read', 'add'], 'all'),
  ],
})
const streets = defineSystem('toy-streets', {
  title: '街面',
  owner: 'city-data-bureau',
  parts: [street, handling, keeper],
  pages: [],
})

/** Centres of a town of Dongtai, of Dongtai, of the city, and of a county beside it. */
async function fourCentres(
  story: (a: {
    city: City
    town: Person
    county: Person
    top: Person
    beside: Person
    townCentre: string
  }) => Promise<void>,
) {
  const city = await openCity([streets])
  try {
    const top = await city.officer('city-mediation-centre', [keeper.name], '市中心')
    const regions = await top.asks('GET', '/api/regions?parent=320981')
    const { id: townCentre } = await top.asks('POST', '/api/agencies', {
      ...{ name: '镇中心', fullName: '镇社会矛盾纠纷调处化解中心', aliases: [] },
      ...{ like: 'city-mediation-centre', region: regions[0].code },
    })
    const [town, county, beside] = [
      await city.officer(townCentre, [keeper.name], '镇里人'),
      await city.officer('dongtai-mediation-centre', [keeper.name], '市县人'),
      await city.officer('dafeng-mediation-centre', [keeper.name], '邻县人'),
    ]
    await story({ city, town, county, top, beside, townCentre })
  } finally {
    await city.house.close()
  }
}

test('a case goes up a level at a time, to nobody beyond the last, and comes back the way it went', () =>
  fourCentres(async ({ city, town, county, top, beside, townCentre }) => {
    const words = { words: '本级没有权限。' }
    await town.asks('POST', '/api/registers/toy-street', { about: '占道', centre: townCentre })
    const [opened] = await town.cases(handling)
    const id = opened?.id as string
    const may = async (one: Person) => (await one.reads(handling, id)).may.toSorted()
    assert.deepEqual(await may(town), ['done', 'down', 'up'], 'nobody handed it over')

    await town.does(handling, id, 'up', words)
    await city.refuses(town.reads(handling, id), 'case/not-found')
    assert.deepEqual(await may(county), ['back', 'done', 'down', 'up'])
    await county.does(handling, id, 'up', words)
    assert.deepEqual(await may(top), ['back', 'done', 'down'], 'there is nobody above the city')
    const none = await city.refuses(top.does(handling, id, 'up', words), 'case/not-now')
    assert.match(none.message, /没有可以上报的单位/)
    assert.equal((await top.inbox()).filter(({ kind }) => kind === 'todo').length, 1, 'whoever has it is called')

    await top.does(handling, id, 'back')
    assert.deepEqual(await may(county), ['back', 'done', 'down', 'up'])
    await county.does(handling, id, 'back')
    assert.deepEqual(await may(town), ['done', 'down', 'up'], 'it is where it began')
    await city.refuses(town.does(handling, id, 'back'), 'case/not-now')
    await town.does(handling, id, 'done')
    assert.deepEqual((await beside.cases(handling)).length, 0)
  }))

test('a case goes down within the area alone, several levels at once too, and from there goes up by the levels', () =>
  fourCentres(async ({ city, town, county, top, townCentre }) => {
    await top.asks('POST', '/api/registers/toy-street', { about: '积水', centre: 'city-mediation-centre' })
    const [opened] = await top.cases(handling)
    const id = opened?.id as string
    await top.does(handling, id, 'down', { to: townCentre })
    assert.deepEqual((await town.reads(handling, id)).may.toSorted(), ['back', 'done', 'down', 'up'])
    for (const to of [
      'dafeng-mediation-centre',
      'dongtai-mediation-centre',
      townCentre,
      'dongtai-civil-affairs-bureau',
    ])
      assert.match(
        (await city.refuses(town.does(handling, id, 'down', { to }), 'case/not-now')).message,
        /不是本单位辖区内的下级单位/,
      )
    await town.does(handling, id, 'up', { words: '要县里办。' })
    assert.equal((await county.reads(handling, id)).agency, 'dongtai-mediation-centre')
    assert.match(
      (await city.refuses(county.does(handling, id, 'down', { to: 'dafeng-mediation-centre' }), 'case/not-now'))
        .message,
      /大丰区矛盾调解中心/,
    )
    await county.does(handling, id, 'back')
    await town.does(handling, id, 'back')
    assert.equal((await top.reads(handling, id)).agency, 'city-mediation-centre')
  }))

test('the way by which a case came holds nobody twice, not its holder, and leads back to where it began', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e'), { minLength: 1, maxLength: 30 }), (holders) => {
      let case_ = { agency: 'a', cameBy: [] as string[] }
      const goes = (to: string) => {
        if (to === case_.agency) return
        const left = case_.agency
        case_ = { agency: to, cameBy: wayBy({ agency: to, cameBy: case_.cameBy }, left) }
      }
      for (const holder of holders) {
        goes(holder)
        assert.equal(new Set([...case_.cameBy, case_.agency]).size, case_.cameBy.length + 1)
      }
      for (let back = case_.cameBy.at(-1); back !== undefined; back = case_.cameBy.at(-1)) goes(back)
      assert.equal(case_.agency, 'a')
    }),
  )
})

test('a case that goes up or down says who holds it and among which bodies', () => {
  const states = { a: { title: '甲', actions: { go: up } }, b: { title: '乙', final: true } } as const
  const bare = { title: '无', subject: street, initial: 'a', states } as const
  assert.throws(() => defineCase('toy-none', { ...bare, holder: 'centre' }), /declares no holder or no bodies/)
  assert.throws(() => defineCase('toy-none', { ...bare, bodies: ['county'] }), /declares no holder or no bodies/)
})
