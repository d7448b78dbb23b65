import assert from 'node:assert/strict'
import { test } from 'node:test'
import { date, text } from '#kernel/field'
import { defineSystem } from '#kernel/system'
import { defineRole, may } from '#engines/identity'
import { defineRegister } from '#engines/register'
import { openCity } from '#testing'
import { defineCase, rowsIn } from './index.ts'

/** A toy: a road is built and handed over; whoever looks after it gets a row, whose case opens by itself. */
const road = defineRegister('toy-road', {
  title: '道路',
  naming: 'name',
  fields: { name: text('名称'), opensOn: date('通车日期') },
  filters: ['name'],
  sorts: ['name'],
})
const care = defineRegister('toy-care', {
  title: '养护',
  naming: 'name',
  fields: { name: text('名称', { max: 10 }), sinceOn: date('起算') },
  filters: ['name'],
  sorts: ['name'],
})
const building = defineCase('build-road', {
  title: '修路',
  subject: road,
  opensOn: 'created',
  initial: 'building',
  facts: { lamps: text('路灯') },
  states: {
    building: {
      title: '在建',
      until: { opensOn: 'open' },
      actions: { open: { title: '提前通车', to: 'open', form: { lamps: text('路灯') } } },
    },
    open: {
      title: '通车',
      final: true,
      makes: rowsIn(
        care,
        road,
        ({ record, facts, today }: { record: { name: string }; facts: { lamps?: string }; today: string }) => [
          { name: record.name, sinceOn: today },
          ...(facts.lamps ? [{ name: facts.lamps, sinceOn: today }] : []),
        ],
      ),
    },
  },
})
const caring = defineCase('care-for-road', {
  title: '养护',
  subject: care,
  opensOn: 'created',
  initial: 'going',
  states: {
    going: { title: '养护中', actions: { stop: { title: '停止', to: 'over' } } },
    over: { title: '结束', final: true },
  },
})
const estate = defineRegister('toy-estate', {
  title: '小区',
  naming: 'name',
  fields: { name: text('名称', { max: 10 }) },
})
const handing = defineCase('hand-over-estate', {
  title: '移交小区',
  subject: estate,
  opensOn: 'created',
  initial: 'kept',
  states: {
    kept: {
      title: '管护中',
      makes: rowsIn(care, estate, ({ record, today }) => [{ name: record.name, sinceOn: today }], { part: true }),
      parts: { done: 'over' },
    },
    over: { title: '管护结束', final: true },
  },
})
const builder = defineRole('toy-builder', {
  title: '修路员',
  grants: [
    may(road, ['read', 'create'], 'own-agency'),
    may(building, ['read', 'open'], 'own-agency'),
    may(care, ['read'], 'own-agency'),
    may(caring, ['read', 'stop'], 'own-agency'),
    may(estate, ['read', 'create'], 'own-agency'),
    may(handing, ['read'], 'own-agency'),
  ],
})
const roads = defineSystem('toy-roads', {
  title: '道路',
  owner: 'city-archives',
  parts: [road, care, building, caring, estate, handing, builder],
  pages: [],
})

test('a state leaves rows where somebody or the clock enters it, of the agency that holds the case; what does not fit undoes the act', async () => {
  const city = await openCity([roads], '2024-09-27T10:00:00+08:00')
  try {
    const clerk = await city.officer('city-archives', ['toy-builder'])
    const builds = (name: string) => clerk.asks('POST', '/api/registers/toy-road', { name, opensOn: '2024-10-10' })
    await builds('东路')
    await builds('西路')
    const [east, west] = (await clerk.cases(building)).toSorted((a, b) => (a.title < b.title ? -1 : 1))
    await clerk.does(building, east?.id, 'open', { lamps: '路灯十盏' })
    assert.deepEqual((await clerk.lists(care)).map(({ name, sinceOn }) => [name, sinceOn]).toSorted(), [
      ['东路', '2024-09-27'],
      ['路灯十盏', '2024-09-27'],
    ])
    await city.refuses(
      clerk.does(building, west?.id, 'open', { lamps: '一句放不下的话，超过十个字' }),
      'register/wrong-fields',
    )
    assert.equal((await clerk.reads(building, west?.id)).state, 'building')
    assert.equal((await clerk.lists(care)).length, 2)
    await city.waits({ until: '2024-10-11' })
    const all = await clerk.lists(care)
    assert.deepEqual([all.length, (await clerk.cases(caring)).length], [3, 3])
    assert.ok(all.every(({ agency }) => agency === 'city-archives'))
  } finally {
    await city.house.close()
  }
})

test('the cases that open over rows left as parts stand under the case that left them, which waits for their end', async () => {
  const city = await openCity([roads], '2024-09-27T10:00:00+08:00')
  try {
    const clerk = await city.officer('city-archives', ['toy-builder'])
    await clerk.asks('POST', '/api/registers/toy-estate', { name: '南苑' })
    const [whole] = await clerk.cases(handing)
    const [part] = await clerk.cases(caring)
    assert.equal((await clerk.reads(caring, part?.id)).parent, whole?.id)
    assert.equal((await clerk.reads(handing, whole?.id)).children[0].id, part?.id)
    await clerk.does(caring, part?.id, 'stop')
    assert.equal((await clerk.reads(handing, whole?.id)).state, 'over')
  } finally {
    await city.house.close()
  }
})
