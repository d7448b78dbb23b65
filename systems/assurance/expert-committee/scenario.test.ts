import assert from 'node:assert/strict'
import { test } from 'node:test'
import { scenario, type City, type Person } from '#testing'
import { drawFile, draws, verifiesDraw } from '#testing/draws'
import { nodesOf } from '#testing/nodes'
import { appointment, reviewing, sitting } from './cases.ts'
import { reviewers } from './draws.ts'
import { committee, expert, membership, relation, review, seat } from './registers.ts'
import { proposer, secretary } from './roles.ts'
import { taxOn } from './rules.ts'
import system from './system.ts'

const at = '/api/draws/review-experts'
const numbers = [
  ...['320902196001100104', '320902196102110213', '320902196203120322', '320902196304130431'],
  ...['320902196405140540', '32090219650615065X'],
]
const employers = ['市交通局', '盐城工学院', '盐城师范学院', '市大数据集团', '盐城工学院', '江苏电信']

/** Two bodies and six experts: the first works for the applicant, the second declared a relation with it, the sixth was never appointed. */
async function committees(city: City) {
  const school = await city.officer('city-education-bureau', [proposer.name])
  const desk = await city.officer('city-data-bureau', [secretary.name], '祝安')
  const [digital, data] = await Promise.all(
    ['盐城市数字化专家委员会', '盐城市数据专家委员会'].map((name) =>
      desk.asks('POST', `/api/registers/${committee.name}`, {
        name,
        charter: '咨询、论证、评审。',
        foundedOn: '2024-08-20',
      }),
    ),
  )
  const experts: string[] = []
  for (const [i, number] of numbers.entries()) {
    const { id } = await school.asks('POST', `/api/registers/${expert.name}`, {
      ...{ name: `专家${i + 1}`, number, mobile: '13905150001', employer: employers[i] },
      ...{ speciality: 'data', rank: i === 2 ? 'senior' : 'other' },
    })
    experts.push(id)
    await school.asks('POST', `/api/registers/${membership.name}`, {
      ...{ expert: id, body: (i % 2 === 0 ? digital : data)?.id, title: '委员', endsOn: '2025-08-31' },
    })
  }
  for (const one of await desk.cases(appointment))
    if (one.record.expert !== experts[5]) await desk.does(appointment, one.id, 'appoint')
  await desk.asks('POST', `/api/registers/${relation.name}`, { expert: experts[1], sort: 'work', with: '市交通局' })
  const { id: matter } = await desk.asks('POST', `/api/registers/${review.name}`, {
    ...{
      title: '智慧公交调度系统升级',
      applicant: '市交通局',
      matter: '论证方案和预算。',
      materials: [],
      meetsOn: '2024-09-20',
    },
  })
  return { school, desk, experts, matter: matter as string }
}

scenario(
  'experts are drawn so that an outsider recomputes it; one recuses themselves and is replaced; the others score by themselves and are paid',
  system,
  async (city) => {
    await using nodes = await nodesOf(city, ['data.yancheng', 'audit.yancheng', 'justice.yancheng'], 2)
    const { school, desk, experts, matter } = await committees(city)
    await city.refuses(school.asks('GET', `${at}/pool?occasion=${matter}`), 'identity/not-granted')

    const { pools } = await desk.asks('GET', `${at}/pool?occasion=${matter}`)
    assert.equal(pools[0].strata[0].there, 3)
    assert.deepEqual(
      pools[0].excluded.map(({ reason, count }: { reason: string; count: number }) => `${reason} ${count}`).toSorted(),
      ['不在聘期 1', '在申报单位工作 1', '申明与申报单位有利害关系 1'],
    )
    const places = [{ pool: 'experts', stratum: 'data', take: 2 }]
    const drawn = await draws(city, desk, reviewers, { occasion: matter, places })
    const { taken } = await city.visitor().asks('GET', `${at}/${drawn}`)
    const nameOf = (i: number) => `专家${i + 1}`
    for (const out of [0, 1, 5]) assert.ok(!taken.some(({ name }: { name: string }) => name === nameOf(out)))

    // Each expert signs in as themselves and finds their own seat, nobody else's.
    const people = new Map<string, Person>()
    for (const [i, number] of numbers.entries())
      people.set(nameOf(i), await city.citizen(`expert${i}`, nameOf(i), number))
    const [first, second] = taken.map(({ name }: { name: string }) => people.get(name)) as [Person, Person]
    const [mine] = await first.cases(sitting)
    const [theirs] = await second.cases(sitting)
    assert.equal((await first.cases(sitting)).length, 1)
    await city.refuses(second.reads(sitting, mine?.id), 'case/not-found')
    await city.refuses(first.does(sitting, mine?.id, 'score', { score: 90, words: '早了。' }), 'case/out-of-order')

    await city.refuses(first.does(sitting, mine?.id, 'release', { words: '不是我的事。' }), 'identity/not-granted')
    await first.does(sitting, mine?.id, 'recuse', { words: '配偶在申报单位任职。' })
    await desk.asks('POST', `${at}/${drawn}/replace`, {
      ...{ pool: 'experts', stratum: 'data', place: 1, reason: '本人申请回避' },
    })
    const after = (await city.visitor().asks('GET', `${at}/${drawn}`)).taken
    const third = after.find((one: { nth: number }) => one.nth === 3)
    assert.deepEqual([third.place, after.filter((one: { ended: string | null }) => one.ended).length], [1, 1])
    const file = await drawFile(city.visitor(), reviewers, drawn)
    const found = await verifiesDraw(file, nodes)
    assert.ok(found.valid, found.steps.map(({ says }) => says).join('\n'))
    assert.ok(
      file.taken.every(({ opened }) => opened && !JSON.stringify(opened).includes('3209021')),
      'no number is told',
    )

    const successor = people.get(third.name) as Person
    const [newSeat] = await successor.cases(sitting)
    const [reviewed] = await desk.cases(reviewing)
    await desk.does(reviewing, reviewed?.id, 'convene')
    for (const [who, id, score] of [
      [second, theirs?.id, 88],
      [successor, newSeat?.id, 92],
    ] as const) {
      await who.does(sitting, id, 'accept')
      await city.refuses(who.does(sitting, id, 'score', { score: 101, words: '超了。' }), 'case/form-incomplete')
      await who.does(sitting, id, 'score', { score, words: '方案可行，预算偏高。' })
      await city.refuses(who.does(sitting, id, 'score', { score: 60, words: '再改。' }), 'case/out-of-order')
      await city.refuses(who.does(sitting, id, 'pay'), 'identity/not-granted')
      await desk.does(sitting, id, 'pay')
    }
    await desk.does(reviewing, reviewed?.id, 'conclude', { result: 'revise', words: '压减预算后通过。' })
    const seats = (await desk.lists(seat)).filter(({ paid }) => paid !== null)
    for (const { rank, fee, tax, paid } of seats)
      assert.deepEqual([fee, tax, paid], rank === 'senior' ? [150_000, 14_000, 136_000] : [100_000, 4000, 96_000])
    assert.equal(seats.length, 2)
    assert.equal(experts.length, 6)

    // A term ends by the clock, and with it being drawn.
    await city.waits({ until: '2025-09-01' })
    const { pools: later } = await desk.asks('GET', `${at}/pool?occasion=${matter}`)
    assert.equal(later[0].strata[0].there, 0)
    const terms = (await desk.lists(membership)).map(({ standing }) => standing)
    assert.ok(terms.includes('over') && !terms.includes('serving'), 'its row says so too')
  },
)

scenario(
  'whoever is replaced is let go, an invitation that nobody answers lapses after two working days; a citizen number stands for one expert alone',
  system,
  async (city) => {
    await using _nodes = await nodesOf(city, ['data.yancheng', 'audit.yancheng', 'justice.yancheng'], 2)
    const { school, desk, matter, experts } = await committees(city)
    const [body] = await desk.lists(committee)
    await city.refuses(
      school.asks('POST', `/api/registers/${membership.name}`, {
        ...{ expert: experts[5], body: body?.id, title: '委员', endsOn: '2025-08-31', standing: 'serving' },
      }),
      'register/wrong-fields',
    )
    await city.refuses(
      school.asks('POST', `/api/registers/${expert.name}`, {
        ...{
          name: '又一个',
          number: numbers[0],
          mobile: '13905150001',
          employer: '别处',
          speciality: 'data',
          rank: 'other',
        },
      }),
      'register/duplicate',
    )
    const places = [{ pool: 'experts', stratum: 'data', take: 2 }]
    const drawn = await draws(city, desk, reviewers, { occasion: matter, places })
    // Whoever was replaced without having answered is let go: they can score no more.
    const left = (await desk.cases(sitting)).find(({ record }) => record.place === 1)
    await desk.asks('POST', `${at}/${drawn}/replace`, {
      ...{ pool: 'experts', stratum: 'data', place: 1, reason: '出差在外，赶不回来' },
    })
    await desk.does(sitting, left?.id, 'release', { words: '已由下一名接替。' })
    await city.waits({ workingDays: 3 })
    assert.deepEqual((await desk.cases(sitting)).map(({ state }) => state).toSorted(), ['released', 'silent', 'silent'])
  },
)

test('tax is withheld as the published table has it, at each of its edges', () => {
  // Fee and tax in yuan, worked out by hand from the table.
  for (const [fee, tax] of [
    ...[
      [800, 0],
      [801, 0.2],
      [4000, 640],
      [4001, 640.16],
      [25_000, 4000],
      [25_001, 4000.24],
    ],
    ...[
      [62_500, 13_000],
      [62_501, 13_000.32],
      [100_000, 25_000],
    ],
  ] as [number, number][])
    assert.equal(taxOn(fee * 100), Math.round(tax * 100), `${fee} yuan`)
})
