import assert from 'node:assert/strict'
import { test } from 'node:test'
import { choice, date, text } from '#kernel/field'
import { defineSystem } from '#kernel/system'
import { defineRole, may } from '#engines/identity'
import { defineRegister, record } from '#engines/register'
import { openCity } from '#testing'
import { changesIn, defineCase, rowsIn } from './index.ts'

/** A toy: a theatre's programme has seasons; a season that begins ends the one before, and brings the plays that are not there yet. */
const theatre = defineRegister('toy-theatre', {
  title: '剧场',
  naming: 'name',
  fields: { name: text('名称'), standing: choice('状态', { shut: '未开', playing: '上演', sold: '已售' }) },
  defaults: { standing: 'shut' },
})
const season = defineRegister('toy-season', {
  title: '演出季',
  naming: 'name',
  under: 'theatre',
  fields: {
    theatre: record('剧场', theatre),
    name: text('名称'),
    plays: text('剧目'),
    beginsOn: date('开演'),
    standing: choice('状态', { planned: '筹备', on: '上演', over: '结束' }),
  },
  defaults: { standing: 'planned' },
})
const play = defineRegister('toy-play', {
  title: '剧目',
  naming: 'name',
  under: 'theatre',
  fields: {
    theatre: record('剧场', theatre),
    name: text('名称', { max: 6 }),
    standing: choice('状态', { on: '在演', off: '停演' }),
  },
})
const wish = defineRegister('toy-wish', {
  title: '心愿',
  naming: 'words',
  under: 'season',
  fields: { season: record('演出季', season), words: text('想看') },
})
const wishing = defineCase('toy-wishing', {
  title: '心愿答复',
  subject: wish,
  within: 'season',
  opensOn: 'created',
  initial: 'open',
  states: {
    open: { title: '待答复', actions: { answer: { title: '答复', to: 'done' } } },
    done: { title: '已答复', final: true },
  },
})
const opening = defineCase('toy-opening', {
  title: '开张',
  subject: theatre,
  opensOn: 'created',
  initial: 'shut',
  states: {
    shut: { title: '未开', follows: { playing: ({ standing }) => standing === 'playing' } },
    playing: { title: '上演', actions: { sell: { title: '出售', to: 'sold' } } },
    sold: {
      title: '已售',
      final: true,
      sets: { standing: 'sold' },
      changes: [
        changesIn(season, theatre, { by: 'theatre', as: 'id' }, () => ({ standing: 'over' })),
        changesIn(play, theatre, { by: 'theatre', as: 'id' }, () => ({ standing: 'off' })),
      ],
    },
  },
})
const staging = defineCase('toy-staging', {
  title: '排演',
  subject: season,
  opensOn: 'created',
  initial: 'planned',
  states: {
    planned: {
      title: '筹备',
      follows: { over: ({ standing }) => standing === 'over' },
      until: { beginsOn: 'on' },
      actions: { begin: { title: '开演', to: 'on', waitsFor: wishing } },
    },
    on: {
      title: '上演',
      follows: { over: ({ standing }) => standing === 'over' },
      sets: { standing: 'on' },
      changes: [
        changesIn(season, season, { by: 'theatre', as: 'theatre' }, ({ row, record: now }) =>
          row.standing === 'on' && row.id !== now.id ? { standing: 'over' } : undefined,
        ),
        changesIn(play, season, { by: 'theatre', as: 'theatre' }, ({ row, record: now }) =>
          now.plays.split(' ').includes(row.name) ? undefined : { standing: 'off' },
        ),
        changesIn(theatre, season, { by: 'id', as: 'theatre' }, () => ({ standing: 'playing' })),
      ],
      makes: [
        rowsIn(
          play,
          season,
          ({ record: now, there }) =>
            now.plays
              .split(' ')
              .filter((name) => !there.some((one) => one.name === name && one.standing === 'on'))
              .map((name) => ({ theatre: now.theatre, name, standing: 'on' })),
          { along: { by: 'theatre', as: 'theatre' } },
        ),
      ],
    },
    over: { title: '结束', final: true },
  },
})
const director = defineRole('toy-director', {
  title: '剧场经理',
  grants: [
    may(theatre, ['read', 'create'], 'own-agency'),
    may(season, ['read', 'create'], 'own-agency'),
    may(play, ['read'], 'own-agency'),
    may(wish, ['read', 'create'], 'own-agency'),
    may(wishing, ['read', 'answer'], 'own-agency'),
    may(opening, ['read', 'sell'], 'own-agency'),
    may(staging, ['read', 'begin'], 'own-agency'),
  ],
})
const theatres = defineSystem('toy-theatres', {
  title: '剧场',
  owner: 'city-archives',
  parts: [theatre, season, play, wish, opening, staging, wishing, director],
  pages: [],
})

async function inTheatre() {
  const city = await openCity([theatres], '2024-09-27T10:00:00+08:00')
  const who = await city.officer('city-archives', [director.name])
  const at = (one: { name: string }) => `/api/registers/${one.name}`
  const { id: house } = await who.asks('POST', at(theatre), { name: '人民剧场' })
  const plans = async (name: string, plays: string, beginsOn = '2024-12-01') => {
    const { id } = await who.asks('POST', at(season), { theatre: house, name, plays, beginsOn })
    const staged = (await who.cases(staging)).find((one) => one.subject === id)
    return { id: id as string, case: staged?.id as string }
  }
  const standing = async () =>
    Object.fromEntries((await who.lists(play)).map((one) => [`${one.name} ${one.version}`, one.standing]))
  const states = async () => (await who.cases(staging)).map(({ title, state }) => `${title} ${state}`).toSorted()
  return { city, who, at, house, plans, standing, states }
}

test('a state changes rows of others where somebody or the clock enters it, before it leaves new ones; their cases follow', async () => {
  const { city, who, house, plans, standing, states } = await inTheatre()
  try {
    const first = await plans('秋季', '茶馆 雷雨')
    assert.deepEqual(
      (await who.cases(opening)).map(({ state }) => state),
      ['shut'],
    )
    await who.does(staging, first.case, 'begin')
    assert.deepEqual(await standing(), { '茶馆 1': 'on', '雷雨 1': 'on' })
    const [opened] = await who.cases(opening)
    assert.equal(opened?.state, 'playing', 'it follows its row')
    assert.equal((await who.reads(opening, opened?.id)).trail[0].title, '上演')
    assert.equal((await who.reads(staging, first.case)).record.standing, 'on')

    // The clock enters the next: what stays is the row it was, what is gone is changed, what is new is made.
    await plans('冬季', '雷雨 日出', '2024-10-10')
    await city.waits({ until: '2024-10-11' })
    assert.deepEqual(await standing(), { '茶馆 2': 'off', '雷雨 1': 'on', '日出 1': 'on' })
    assert.deepEqual(await states(), ['冬季 on', '秋季 over'])

    // What does not fit undoes the act with all that it changed.
    const third = await plans('春季', '一部名字太长的戏')
    await city.refuses(who.does(staging, third.case, 'begin'), 'register/wrong-fields')
    assert.deepEqual(await standing(), { '茶馆 2': 'off', '雷雨 1': 'on', '日出 1': 'on' })
    assert.deepEqual(await states(), ['冬季 on', '春季 planned', '秋季 over'])

    await who.does(opening, opened?.id, 'sell')
    assert.deepEqual(Object.values(await standing()), ['off', 'off', 'off'])
    assert.deepEqual(await states(), ['冬季 over', '春季 over', '秋季 over'])
    assert.equal((await who.asks('GET', `/api/registers/toy-theatre/${house}`)).standing, 'sold')
  } finally {
    await city.house.close()
  }
})

test('an act waits for every case of a kind within its subject, and says how many there are; those of another do not count', async () => {
  const { city, who, at, plans } = await inTheatre()
  try {
    const [autumn, winter] = [await plans('秋季', '茶馆'), await plans('冬季', '雷雨')]
    for (const [of, words] of [
      [autumn, '茶馆'],
      [autumn, '雷雨'],
      [winter, '日出'],
    ] as const)
      await who.asks('POST', at(wish), { season: of.id, words })
    const begin = () => who.does(staging, autumn.case, 'begin')
    for (const left of [2, 1]) {
      const refused = await city.refuses(begin(), 'case/not-now')
      assert.match(refused.message, new RegExp(`“开演”没有提交：还有 ${left} 件“心愿答复”没有办结`))
      const open = (await who.cases(wishing)).find((one) => one.within === autumn.id && !one.closedAt)
      await who.does(wishing, open?.id, 'answer')
    }
    await begin()
    assert.throws(
      () =>
        defineCase('toy-loose', {
          ...{ title: '散', subject: theatre, initial: 'open' },
          states: { open: { title: '开', actions: { end: { title: '收', to: 'open', waitsFor: wishing } } } },
        }),
      /waits for toy-wishing, which is not within toy-theatre/,
    )
  } finally {
    await city.house.close()
  }
})
