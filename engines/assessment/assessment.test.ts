import assert from 'node:assert/strict'
import { test } from 'node:test'
import { integer, text, yesNo } from '#kernel/field'
import { calendarDays } from '#kernel/clock'
import { defineSystem } from '#kernel/system'
import { defineCase } from '#engines/case'
import { defineRole, may } from '#engines/identity'
import { defineIndicator } from '#engines/indicator'
import { defineRegister } from '#engines/register'
import { recomputed } from '#testing/assessments'
import { openCity, type City, type Person } from '#testing'
import { defineAssessment, defineScoreNotice } from './index.ts'

/** A toy: gardens are weeded, archives and schools are assessed by it and by what they say of themselves. */
const season = defineRegister('toy-season', { title: '季', naming: 'name', fields: { name: text('季') } })
const garden = defineRegister('toy-garden', {
  title: '园子',
  naming: 'name',
  fields: { name: text('名称'), weeded: yesNo('已除草') },
  amends: ['weeded'],
})
const weeded = defineIndicator('toy-weeded-share', {
  title: '除草率',
  unit: '%',
  says: '已除草的园子占全部。',
  of: garden,
  formula: 'share',
  gives: (row) => row.weeded,
  counted: 'at-once',
})
const gardening = defineAssessment('toy-gardening', {
  title: '园艺考评',
  groups: { bureau: { title: '部门', counts: 'agency' }, county: { title: '县区', counts: 'area' } },
  within: season,
})
const { scheme, leaf, object, entry, mark, objection } = gardening.registers
const running = defineCase('toy-gardening-run', {
  title: '园艺考评',
  subject: scheme,
  opensOn: 'created',
  initial: 'draft',
  states: {
    draft: { title: '起草', actions: { begin: { title: '启动', to: 'begun', sets: { standing: 'begun' } } } },
    begun: {
      title: '自评',
      actions: {
        publish: { title: '公示', to: 'shown', sets: { standing: 'published' } },
        retire: { title: '停用', to: 'gone', sets: { standing: 'replaced' } },
      },
    },
    shown: { title: '公示', actions: { finish: { title: '定稿', to: 'done', sets: { standing: 'final' } } } },
    done: { title: '定稿', final: true },
    gone: { title: '停用', final: true },
  },
})
const reviewing = defineCase('toy-entry-review', {
  title: '自评初审',
  subject: entry,
  opensOn: 'created',
  initial: 'open',
  states: {
    open: { title: '待初审', actions: { accept: { title: '通过', to: 'done', sets: { standing: 'reviewed' } } } },
    done: { title: '已初审', final: true },
  },
})
const deciding = defineCase('toy-objection', {
  title: '异议',
  subject: objection,
  opensOn: 'created',
  initial: 'open',
  states: {
    open: {
      title: '待处理',
      within: calendarDays(9),
      actions: {
        uphold: {
          title: '采纳',
          to: 'done',
          form: { decided: objection.fields.claims },
          amends: { decided: 'decided' },
          sets: { standing: 'upheld' },
        },
        refuse: { title: '不采纳', to: 'done', sets: { standing: 'refused' } },
      },
    },
    done: { title: '已处理', final: true },
  },
})
const notice = defineRegister('toy-gardening-notice', {
  title: '通报',
  naming: 'words',
  fields: { words: text('正文', { max: 200 }), year: integer('年度', { min: 2000, max: 2100 }) },
})
const told = defineScoreNotice('toy-gardening-told', {
  title: '起草通报',
  of: gardening,
  into: notice,
  compose: ({ scheme: { year }, groups }) => ({
    ...{
      year,
      words: groups
        .flatMap(({ ranked }) => ranked.map(({ rank, name, total }) => `${rank} ${name} ${total}`))
        .join('；'),
    },
  }),
})
const desk = defineRole('toy-gardening-desk', {
  title: '考评办',
  grants: [
    ...[season, scheme, leaf, object, mark].map((one) => may(one, ['read', 'create', 'amend'], 'all')),
    ...[entry, objection, notice].map((one) => may(one, ['read'], 'all')),
    may(running, ['read', 'begin', 'publish', 'finish', 'retire'], 'all'),
    may(reviewing, ['read', 'accept'], 'all'),
    may(deciding, ['read', 'uphold', 'refuse'], 'all'),
    may(gardening, ['read', 'revise'], 'all'),
    may(weeded, ['read'], 'all'),
  ],
})
const teller = defineRole('toy-gardening-teller', {
  title: '填报人',
  grants: [
    may(scheme, ['read'], 'all'),
    may(leaf, ['read'], 'all'),
    may(garden, ['read', 'create', 'amend'], 'own-agency'),
    may(entry, ['read', 'create', 'amend'], 'own-agency'),
    may(objection, ['read', 'create'], 'own-agency'),
    may(reviewing, ['read'], 'own-agency'),
    may(deciding, ['read'], 'own-agency'),
    may(gardening, ['read'], 'own-agency'),
  ],
})
const everybody = defineRole('toy-gardening-public', {
  title: '公众',
  heldBy: 'everyone',
  grants: [may(gardening, ['rank'], 'all')],
})
const gardens = defineSystem('toy-gardens', {
  title: '园艺',
  owner: 'city-archives',
  parts: [
    ...[season, garden, weeded, scheme, leaf, object, entry, mark, objection, notice],
    ...[gardening, running, reviewing, deciding, told, desk, teller, everybody],
  ],
  pages: [],
})

const at = `/api/assessments/${gardening.name}`
const registers = (of: { name: string }) => `/api/registers/${of.name}`
const bureaux = ['city-archives', 'city-education-bureau', 'city-finance-bureau'] as const

/** A scheme of three bureaux and a county: a live leaf of 60, a told one of 30, one by marks of 10. */
async function drafted(city: City) {
  const office = await city.officer('city-data-bureau', [desk.name], '考评办')
  const tellers = await Promise.all(bureaux.map((agency) => city.officer(agency, [teller.name], agency)))
  const { id } = await office.asks('POST', registers(scheme), {
    ...{ title: '园艺考评', year: 2024, reportsUntil: '2024-10-20', freezesOn: '2024-10-25T18:00:00+08:00', places: 1 },
  })
  const leaves: Record<string, string> = {}
  for (const one of [
    { code: '1.1', title: '除草率', weight: 60, source: 'live', indicator: weeded.name, target: 100 },
    { code: '1.2', title: '新种树木', weight: 30, source: 'reported', target: 10 },
    { code: '2.1', title: '园貌', weight: 10, method: 'expert', source: 'expert' },
  ])
    leaves[one.code] = (await office.asks('POST', registers(leaf), { scheme: id, branch: '园艺', ...one })).id
  for (const assessed of bureaux)
    await office.asks('POST', registers(object), { scheme: id, assessed, group: 'bureau' })
  return { office, tellers: tellers as [Person, Person, Person], id: id as string, leaves }
}

const act = async (who: Person, id: string, action: string) => {
  const one = await who.asks('GET', `${registers(scheme)}/${id}`)
  const found = (await who.cases(running)).find(
    ({ record }) => record.title === one.title && record.edition === one.edition,
  )
  await who.does(running, found?.id, action)
}

/** What an agency tells of a leaf. */
const tells = (who: Person, scheme: string, leaf: string | undefined, assessed: string, value: number) =>
  who.asks('POST', registers(entry), { scheme, leaf, assessed, title: '新种树木', value, words: '清单见佐证。' })

const within = async (story: (city: City) => Promise<void>) => {
  const city = await openCity([gardens], '2024-10-10T10:00:00+08:00')
  try {
    await story(city)
  } finally {
    await city.house.close()
  }
}
const ranks = (board: Record<string, unknown>) =>
  (board['groups'] as { rows: { agency: string; rank: number; total: string }[] }[]).flatMap(({ rows }) =>
    rows.map(({ agency, rank, total }) => `${rank} ${agency} ${total}`),
  )

test('a scheme is refused until it adds up, then stands; what is told for it fits it', () =>
  within(async (city) => {
    const { office, tellers, id, leaves } = await drafted(city)
    const [archives, school] = tellers
    const wrong = { scheme: id, branch: '园艺', code: '9', title: '缺目标', weight: 5 }
    await city.refuses(office.asks('POST', registers(leaf), wrong), 'assessment/leaf-wrong')
    await city.refuses(
      office.asks('POST', registers(leaf), { ...wrong, source: 'live', target: 1, indicator: 'no-such-number' }),
      'assessment/leaf-wrong',
    )
    await city.refuses(tells(archives, id, leaves['1.2'], 'city-archives', 8), 'assessment/not-asked')
    const extra = await office.asks('POST', registers(leaf), { ...wrong, target: 1 })
    await city.refuses(act(office, id, 'begin'), 'assessment/scheme-wrong')
    await office.asks('PATCH', `${registers(leaf)}/${extra.id}`, { group: 'county' }, { 'if-match': '"1"' })
    await city.refuses(office.asks('GET', `${at}/${id}`), 'assessment/no-such-scheme')
    await act(office, id, 'begin')

    for (const [row, version, body] of [
      [`${registers(leaf)}/${leaves['1.1']}`, 1, { weight: 50 }],
      [`${registers(scheme)}/${id}`, 2, { places: 3 }],
      [`${registers(scheme)}/${id}`, 2, { freezesOn: '2024-12-25T18:00:00+08:00' }],
      [`${registers(scheme)}/${id}`, 2, { objectionDays: 1 }],
    ] as const)
      await city.refuses(office.asks('PATCH', row, body, { 'if-match': `"${version}"` }), 'assessment/begun')
    await office.asks('PATCH', `${registers(scheme)}/${id}`, { reportsUntil: '2024-10-19' }, { 'if-match': '"2"' })
    await city.refuses(
      office.asks('POST', registers(object), { scheme: id, assessed: 'city-audit-bureau', group: 'bureau' }),
      'assessment/begun',
    )
    await city.refuses(tells(archives, id, leaves['1.1'], 'city-archives', 100), 'assessment/not-asked')
    await city.refuses(tells(archives, id, leaves['1.2'], 'city-education-bureau', 9), 'identity/not-granted')
    await city.refuses(
      archives.asks('POST', registers(entry), {
        ...{
          scheme: id,
          leaf: leaves['1.2'],
          assessed: 'city-archives',
          title: '新种树木',
          value: 8,
          words: '自己认可。',
        },
        standing: 'reviewed',
      }),
      'register/wrong-fields',
    )
    await tells(archives, id, leaves['1.2'], 'city-archives', 8)
    await city.refuses(tells(archives, id, leaves['1.2'], 'city-archives', 9), 'register/duplicate')
    const judged = { scheme: id, leaf: leaves['2.1'], assessed: 'city-archives', title: '园貌', judge: '甲' }
    await city.refuses(office.asks('POST', registers(mark), { ...judged, score: 101 }), 'register/wrong-fields')
    await office.asks('POST', registers(mark), { ...judged, score: 80 })
    await city.refuses(office.asks('POST', registers(mark), { ...judged, score: 90 }), 'register/duplicate')

    // Before anything is published each sees that it is there, and no points; a visitor sees nothing at all.
    const mine = await archives.asks('GET', `${at}/${id}/objects/city-archives`)
    assert.deepEqual([mine.total, mine.leaves[1].value, mine.leaves[1].points], [null, '8', null])
    await city.refuses(archives.asks('GET', `${at}/${id}/objects/city-education-bureau`), 'assessment/no-such-object')
    assert.deepEqual(
      (await school.asks('GET', `${at}/${id}`)).groups[0].rows.map(({ agency }: { agency: string }) => agency),
      ['city-education-bureau'],
    )
    await city.refuses(city.visitor().asks('GET', `${at}/${id}`), 'assessment/no-such-scheme')
    await city.waits({ until: '2024-10-21' })
    await city.refuses(tells(school, id, leaves['1.2'], 'city-education-bureau', 9), 'assessment/not-asked')
  }))

test('live leaves freeze at their instant; an objection changes one score, ranks follow, the trail keeps both; a script recomputes what was published', () =>
  within(async (city) => {
    const { office, tellers, id, leaves } = await drafted(city)
    const [archives, school, finance] = tellers
    const gardenOf = (who: Person, name: string, weeded: boolean) =>
      who.asks('POST', registers(garden), { name, weeded })
    for (const [who, good, bad] of [
      [archives, 3, 1],
      [school, 2, 2],
      [finance, 1, 0],
    ] as const) {
      for (let i = 0; i < good; i += 1) await gardenOf(who, `好园 ${i}`, true)
      for (let i = 0; i < bad; i += 1) await gardenOf(who, `荒园 ${i}`, false)
    }
    await act(office, id, 'begin')
    await tells(archives, id, leaves['1.2'], 'city-archives', 8)
    await tells(school, id, leaves['1.2'], 'city-education-bureau', 10)
    for (const [assessed, scores] of [
      ['city-archives', [90, 80, 40]],
      ['city-education-bureau', [70, 70]],
    ] as const)
      for (const [i, score] of scores.entries())
        await office.asks('POST', registers(mark), {
          ...{ scheme: id, leaf: leaves['2.1'], assessed, title: '园貌', judge: `评委${i}`, score },
        })
    await city.refuses(act(office, id, 'publish'), 'assessment/not-ready')
    await city.waits({ until: '2024-10-26' })
    // What is weeded after the instant counts no more.
    const [waste] = (await school.lists(garden)).filter(({ weeded: done }) => !done)
    await school.asks('PATCH', `${registers(garden)}/${waste?.id}`, { weeded: true }, { 'if-match': '"1"' })
    await city.refuses(act(office, id, 'publish'), 'assessment/not-ready')
    for (const one of await office.cases(reviewing)) await office.does(reviewing, one.id, 'accept')
    await city.refuses(
      archives.asks('POST', registers(objection), {
        ...{ scheme: id, leaf: leaves['1.2'], assessed: 'city-archives', title: '树', claims: 9, words: '数错了。' },
      }),
      'assessment/not-open',
    )
    await act(office, id, 'publish')
    // 60 × 75 % + 30 × 0.8 + 10 × 0.8; 60 × 50 % + 30 + 10 × 0.7; 60.
    assert.deepEqual(ranks(await office.asks('GET', `${at}/${id}`)), [
      ...['1 city-archives 77.0', '2 city-education-bureau 67.0', '3 city-finance-bureau 60.0'],
    ])
    const lost = (await school.asks('GET', `${at}/${id}/objects/city-education-bureau`)).leaves[0]
    assert.deepEqual([lost.value, lost.points, lost.lost, lost.behind.length], ['50', '30.0', '30.0', 4])
    assert.ok(lost.behind[0].path.includes(garden.name) && lost.behind[0].value === 0)

    await city.refuses(act(office, id, 'finish'), 'assessment/not-ready')
    await city.refuses(
      finance.asks('POST', registers(objection), {
        ...{
          scheme: id,
          leaf: leaves['1.2'],
          assessed: 'city-finance-bureau',
          title: '新种树木',
          claims: 6,
          words: '自己采纳。',
        },
        ...{ standing: 'upheld', decided: 6 },
      }),
      'register/wrong-fields',
    )
    await finance.asks('POST', registers(objection), {
      ...{
        scheme: id,
        leaf: leaves['1.2'],
        assessed: 'city-finance-bureau',
        title: '新种树木',
        claims: 6,
        words: '忘了报送，有清单。',
      },
    })
    const [asked] = await office.cases(deciding)
    await office.does(deciding, asked?.id, 'uphold', { decided: 5 })
    const after = await office.asks('GET', `${at}/${id}`)
    assert.deepEqual(ranks(after), [
      '1 city-archives 77.0',
      '2 city-finance-bureau 75.0',
      '3 city-education-bureau 67.0',
    ])
    const trail = (await finance.asks('GET', `${at}/${id}/objects/city-finance-bureau`)).changes
    assert.deepEqual(
      trail.map(({ from, to }: Record<'from' | 'to', { value: string; total: string; rank: number }>) => [
        from.value,
        from.total,
        from.rank,
        to.value,
        to.total,
        to.rank,
      ]),
      [[null, '60.0', 3, '5', '75.0', 2]],
    )
    const moved = (await school.asks('GET', `${at}/${id}/objects/city-education-bureau`)).changes
    assert.deepEqual([moved[0].from.rank, moved[0].to.rank, moved[0].from.total], [2, 3, '67.0'])

    await city.waits({ workingDays: 6 })
    await city.refuses(
      school.asks('POST', registers(objection), {
        ...{
          scheme: id,
          leaf: leaves['1.2'],
          assessed: 'city-education-bureau',
          title: '树',
          claims: 20,
          words: '迟了。',
        },
      }),
      'assessment/not-open',
    )
    await act(office, id, 'finish')
    const [draft] = await office.lists(notice)
    assert.equal(draft?.words, '1 市档案馆 77.0；2 市财政局 75.0；3 市教育局 67.0')

    await recomputed(city.visitor(), gardening, id)
  }))

test('a changed scheme is a new version: what was told stays told, both results stand side by side, and the former takes nothing more', () =>
  within(async (city) => {
    const { office, tellers, id, leaves } = await drafted(city)
    const [archives, school] = tellers
    await city.refuses(office.asks('POST', `${at}/${id}/versions`), 'assessment/no-such-scheme')
    await act(office, id, 'begin')
    await tells(archives, id, leaves['1.2'], 'city-archives', 8)
    await city.refuses(archives.asks('POST', `${at}/${id}/versions`), 'identity/not-granted')
    const next = (await office.asks('POST', `${at}/${id}/versions`)).id as string
    await city.refuses(office.asks('POST', `${at}/${id}/versions`), 'assessment/not-ready')
    const rows = (await office.lists(leaf)).filter((row) => row.scheme === next)
    const changes = async (code: string, values: object) => {
      const row = rows.find((one) => one.code === code)
      await office.asks('PATCH', `${registers(leaf)}/${row?.id}`, values, { 'if-match': '"1"' })
    }
    await changes('1.1', { weight: 40 })
    await changes('1.2', { weight: 50 })
    await city.refuses(act(office, id, 'retire'), 'assessment/not-ready')
    await act(office, next, 'begin')
    await city.refuses(tells(school, id, leaves['1.2'], 'city-education-bureau', 10), 'assessment/not-asked')
    const there = rows.find(({ code }) => code === '1.2')?.id
    await tells(school, next, there, 'city-education-bureau', 10)
    const board = await office.asks('GET', `${at}/${next}`)
    assert.deepEqual(
      board.versions.map(({ edition, standing }: { edition: number; standing: string }) => `${edition} ${standing}`),
      [...['1 replaced', '2 begun']],
    )
    assert.deepEqual(
      board.groups[0].rows.map(
        ({ agency, total, former }: { agency: string; total: string; former: { total: string } }) => [
          agency,
          total,
          former.total,
        ],
      ),
      [
        ['city-education-bureau', '50.0', '30.0'],
        ['city-archives', '40.0', '24.0'],
        ['city-finance-bureau', '0.0', '0.0'],
      ],
    )
    await act(office, id, 'retire')
  }))
