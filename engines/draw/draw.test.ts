import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import { promisify } from 'node:util'
import { choice, integer, text } from '#kernel/field'
import { defineSystem } from '#kernel/system'
import { defineRole, may } from '#engines/identity'
import { defineRegister, record } from '#engines/register'
import { openCity, type City, type Person } from '#testing'
import { draws, drawFile, drawSecret, promiseOf, verifiesDraw, verifiesText } from '#testing/draws'
import { nodesOf, settles, type Nodes } from '#testing/nodes'
import { defineDraw, poolOf, type DrawFile } from './index.ts'

/** A toy: judges of two trades are drawn for a contest; whoever works where it is held, or said that they are kin, stays out. */
const judge = defineRegister('toy-judge', {
  title: '评委',
  naming: 'name',
  fields: {
    name: text('姓名'),
    number: text('证号'),
    trade: choice('专业', { bread: '面点', meat: '肉菜' }),
    employer: text('单位'),
    heavy: integer('权重', { min: 0, max: 1000 }),
  },
})
const contest = defineRegister('toy-contest', {
  title: '比赛',
  naming: 'name',
  fields: { name: text('名称'), host: text('主办单位') },
})
const kinship = defineRegister('toy-kinship', {
  title: '利害关系申明',
  naming: 'with',
  fields: { judge: record('评委', judge), with: text('与谁') },
})
const seat = defineRegister('toy-seat', {
  title: '评委席',
  naming: 'name',
  fields: { name: text('姓名'), contest: record('比赛', contest), place: integer('席次', { min: 1, max: 100 }) },
})
const choosing = defineDraw('toy-choosing', {
  title: '抽评委',
  for: contest,
  pools: {
    judges: poolOf(judge, contest, {
      title: '评委库',
      stratum: 'trade',
      once: 'number',
      beside: { declared: { in: kinship, by: 'judge' } },
      weight: ({ heavy }) => heavy,
      excludes: {
        在主办单位工作: ({ employer }, { occasion }) => employer === occasion.host,
        申明与主办单位有利害关系: (_, { occasion, beside }) =>
          beside.declared.some((one) => one.with === occasion.host),
        一年内抽中过两次: (_, { drawn }) => drawn(365) >= 2,
      },
      makes: {
        register: seat,
        row: ({ member, occasion, place }) => ({ name: member.name, contest: occasion.id as never, place }),
      },
    }),
  },
})
/** Which contest is looked at, and by whom, in one draw. */
const pairing = defineDraw('toy-pairing', {
  title: '抽查评委席',
  for: seat,
  pools: {
    contests: poolOf(contest, seat, { title: '比赛名录' }),
    judges: poolOf(judge, seat, { title: '评委库', stratum: 'trade' }),
  },
})
const desk = defineRole('toy-contest-desk', {
  title: '赛事处',
  grants: [
    ...[judge, contest, kinship, seat].map((one) => may(one, ['read', 'create', 'amend'], 'own-agency')),
    ...[choosing, pairing].map((one) => may(one, ['read', 'seal', 'reveal', 'replace'], 'own-agency')),
  ],
})
const everybody = defineRole('toy-contest-public', {
  title: '公众',
  heldBy: 'everyone',
  grants: [may(choosing, ['read'], 'all')],
})
const contests = defineSystem('toy-contests', {
  title: '比赛',
  owner: 'city-archives',
  parts: [judge, contest, kinship, seat, choosing, pairing, desk, everybody],
  pages: [],
})

const at = '/api/draws/toy-choosing'
const places = (bread: number, meat: number) => [
  { pool: 'judges', stratum: 'bread', take: bread },
  { pool: 'judges', stratum: 'meat', take: meat },
]

/** Twelve judges, eight of them bakers; the first works at the host's, the second is its kin. */
async function toy(
  story: (a: { city: City; bureau: Person; nodes: Nodes; occasion: string; judges: string[] }) => Promise<void>,
) {
  const city = await openCity([contests], '2024-11-04T10:00:00+08:00')
  try {
    await using nodes = await nodesOf(city, ['data.yancheng', 'audit.yancheng', 'justice.yancheng'], 2)
    const bureau = await city.officer('city-archives', [desk.name], '郑乙')
    const judges: string[] = []
    for (let i = 0; i < 12; i += 1) {
      const made = await bureau.asks('POST', '/api/registers/toy-judge', {
        ...{ name: `评委${i}`, number: `N${i}`, trade: i < 8 ? 'bread' : 'meat', heavy: 1 + (i % 3) },
        employer: i === 0 ? '饭店' : `单位${i}`,
      })
      judges.push(made.id)
    }
    await bureau.asks('POST', '/api/registers/toy-kinship', { judge: judges[1], with: '饭店' })
    const { id } = await bureau.asks('POST', '/api/registers/toy-contest', { name: '厨艺赛', host: '饭店' })
    await story({ city, bureau, nodes, occasion: id, judges })
  } finally {
    await city.house.close()
  }
}

/** A draw with its file. */
async function drawn(city: City, bureau: Person, occasion: string, given: object = {}) {
  const id = await draws(city, bureau, choosing, { occasion, places: places(2, 1), ...given })
  return { id, file: await drawFile(bureau, choosing, id) }
}

test('a draw is sealed, waits for the nodes, is revealed once, and is recomputed by whoever trusts the nodes, in another language too', () =>
  toy(async ({ city, bureau, nodes, occasion, judges }) => {
    const pool = await bureau.asks('GET', `${at}/pool?occasion=${occasion}`)
    assert.deepEqual(
      pool.pools[0].strata.map(({ name, there }: { name: string; there: number }) => [name, there]),
      [
        ['bread', 6],
        ['meat', 4],
      ],
    )
    assert.deepEqual(pool.pools[0].excluded, [
      { reason: '在主办单位工作', count: 1 },
      { reason: '申明与主办单位有利害关系', count: 1 },
    ])
    const secret = drawSecret()
    const asked = { occasion, commitment: promiseOf(secret), places: places(2, 1) }
    // Two who seal at once do not both.
    const both = await Promise.allSettled([bureau.asks('POST', at, asked), bureau.asks('POST', at, asked)])
    const [made] = both.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
    assert.equal(both.filter(({ status }) => status === 'fulfilled').length, 1)
    const id = made?.id as string
    await city.refuses(bureau.asks('POST', at, asked), 'draw/sealed-already')

    await city.refuses(bureau.asks('POST', `${at}/${id}/reveal`, { secret }), 'draw/not-yet-final')
    await settles(city)
    await city.refuses(bureau.asks('POST', `${at}/${id}/reveal`, { secret: drawSecret() }), 'draw/wrong-secret')
    assert.equal((await bureau.raw('GET', `${at}/${id}/file`)).statusCode, 409)
    await bureau.asks('POST', `${at}/${id}/reveal`, { secret })
    await city.refuses(bureau.asks('POST', `${at}/${id}/reveal`, { secret }), 'draw/not-sealed')

    const seen = await city.visitor().asks('GET', `${at}/${id}`)
    assert.equal(seen.taken.length, 3)
    assert.ok(!seen.may.includes('reveal'))
    assert.deepEqual(seen.evidence.missing, [])
    const seats = await bureau.lists(seat)
    assert.deepEqual(
      seats.map(({ name }) => name).toSorted(),
      seen.taken.map(({ name }: { name: string }) => name).toSorted(),
      'whoever was drawn has a seat',
    )
    const file = await drawFile(city.visitor(), choosing, id)
    for (const { opened } of file.taken)
      assert.ok(!judges.slice(0, 2).includes(opened?.id as string), 'who was taken out is not drawn')
    const found = await verifiesDraw(file, nodes)
    assert.ok(found.valid, found.steps.map(({ says }) => says).join('\n'))

    const kept = path.join(city.home.dataDir, 'draw.json')
    writeFileSync(kept, JSON.stringify(file))
    const { stdout } = await promisify(execFile)('python3', [path.join(import.meta.dirname, 'recompute.py'), kept])
    assert.equal(stdout.trim(), `as drawn ${seen.seed}`)
  }))

test('whatever of a draw is changed, its file is refused, and by the step that says what', () =>
  toy(async ({ city, bureau, nodes, occasion }) => {
    const { file, id } = await drawn(city, bureau, occasion)
    await bureau.asks('POST', `${at}/${id}/replace`, {
      ...{ pool: 'judges', stratum: 'bread', place: 1, reason: '本人因病不能到场' },
    })
    const replaced = await drawFile(bureau, choosing, id)
    assert.ok((await verifiesDraw(replaced, nodes)).valid)
    const wrong = async (change: (file: DrawFile & Record<string, never>) => void, from: DrawFile = file) => {
      const changed = structuredClone(from)
      change(changed as never)
      const { valid, steps } = await verifiesDraw(changed, nodes)
      assert.equal(valid, false)
      return steps.filter(({ holds }) => !holds).map(({ rule }) => rule)
    }
    const stratum = (one: DrawFile) =>
      one.sealed.pools[0]?.strata[0] as unknown as { take: number; members: [string, number][] }
    assert.ok((await wrong((one) => stratum(one).members.pop())).includes('sealed'))
    assert.ok((await wrong((one) => ((stratum(one).members[0] as [string, number])[1] = 99))).includes('sealed'))
    assert.ok((await wrong((one) => (stratum(one).take = 1))).includes('sealed'))
    assert.ok((await wrong((one) => ((one.sealed as { revealBy: string }).revealBy = '2030-01-01'))).includes('sealed'))
    assert.ok((await wrong((one) => (one.secret = drawSecret() as never))).includes('secret'))
    assert.deepEqual(await wrong((one) => (one.secret = 'x' as never)), ['format'])
    const note = (one: DrawFile) => one.receipt.checkpoint.trimEnd().split('\n')
    const rewrites = (lines: (all: string[]) => string[]) => (one: DrawFile) =>
      ((one.receipt as { checkpoint: string }).checkpoint = `${lines(note(one)).join('\n')}\n`)
    // A node that held its signature back is named, and another's result fits no more.
    assert.ok((await wrong(rewrites((all) => all.slice(0, -1)))).includes('sample'))
    assert.ok((await wrong(rewrites((all) => [...all, all.at(-1) as string]))).includes('witnesses'))
    assert.ok(
      (await wrong(rewrites((all) => [...all, '— nobody.example AAAAAAAA']))).some((rule) =>
        ['witnesses', 'receipt'].includes(rule),
      ),
    )
    const taken = (one: DrawFile) =>
      one.taken as unknown as { digest: string; place: number; nth: number; ended: string | null }[]
    assert.deepEqual(await wrong((one) => taken(one).pop()), ['sample'])
    assert.deepEqual(
      await wrong(
        (one) => ((one.taken[0] as { opened: object }).opened = { ...one.taken[1]?.opened, name: '别人' } as never),
      ),
      ['members'],
    )
    assert.ok(
      (await wrong((one) => Object.assign(taken(one)[0] as object, { digest: taken(one)[1]?.digest }))).includes(
        'sample',
      ),
    )
    // Somebody who was replaced without a reason.
    assert.deepEqual(await wrong((one) => taken(one).forEach((place) => (place.ended = null)), replaced), ['sample'])
    for (const nonsense of [
      '',
      'null',
      '{}',
      '[]',
      '{"format":"yancheng-draw/1"}',
      '{"format":"yancheng-draw/1","sealed":1}',
    ])
      assert.equal((await verifiesText(nonsense, nodes)).valid, false)
  }))

test('a place is given to the next of the same order; the others stay, the reason is public, and nobody is left in the end', () =>
  toy(async ({ city, bureau, nodes, occasion }) => {
    const { id } = await drawn(city, bureau, occasion)
    const before = (await bureau.asks('GET', `${at}/${id}`)).taken
    const leaving = { pool: 'judges', stratum: 'meat', place: 1, reason: '当场申明与选手是亲属' }
    await bureau.asks('POST', `${at}/${id}/replace`, leaving)
    const { taken } = await city.visitor().asks('GET', `${at}/${id}`)
    const others = (all: { stratum: string }[]) => all.filter(({ stratum }) => stratum === 'bread')
    assert.deepEqual(others(taken), others(before))
    assert.deepEqual(
      taken
        .filter(({ stratum }: { stratum: string }) => stratum === 'meat')
        .map((one: { nth: number; ended: string }) => [one.nth, one.ended]),
      [
        [1, leaving.reason],
        [2, null],
      ],
    )
    assert.equal((await bureau.lists(seat)).length, 4, 'whoever comes after gets a seat too')
    for (let more = 0; more < 2; more += 1) await bureau.asks('POST', `${at}/${id}/replace`, leaving)
    const both = await Promise.allSettled([1, 2].map(() => bureau.asks('POST', `${at}/${id}/replace`, leaving)))
    assert.deepEqual(
      both.map(({ status }) => status),
      ['rejected', 'rejected'],
      'four of this trade there are',
    )
    await city.refuses(bureau.asks('POST', `${at}/${id}/replace`, leaving), 'draw/nobody-left')
    await city.refuses(bureau.asks('POST', `${at}/${id}/replace`, { ...leaving, place: 9 }), 'draw/no-such-place')
    assert.ok((await verifiesDraw(await drawFile(bureau, choosing, id), nodes)).valid)
  }))

test('a second draw says why and names the first; a secret not revealed in its hour voids the draw for everybody to see', () =>
  toy(async ({ city, bureau, nodes, occasion }) => {
    const first = await drawn(city, bureau, occasion)
    const again = { occasion, commitment: promiseOf(drawSecret()), places: places(1, 0) }
    await city.refuses(bureau.asks('POST', at, again), 'draw/drawn-already')
    const { id } = await bureau.asks('POST', at, { ...again, again: '比赛改期，三人都不能来' })
    await settles(city)
    await city.waits({ days: 2 })
    const void_ = await city.visitor().asks('GET', `${at}/${id}`)
    assert.deepEqual([void_.state, void_.again], ['lapsed', { of: first.id, reason: '比赛改期，三人都不能来' }])
    await city.refuses(bureau.asks('POST', `${at}/${id}/reveal`, { secret: drawSecret() }), 'draw/not-sealed')
    const third = await drawn(city, bureau, occasion, { again: '上次逾期没有揭示', places: places(1, 1) })
    assert.equal(third.file.sealed.again?.of, id, 'what lapsed is not passed over')
    assert.ok((await verifiesDraw(third.file, nodes)).valid)
    assert.equal((await city.visitor().asks('GET', `${at}/${first.id}`)).later, id)
    assert.deepEqual(
      (await bureau.asks('GET', `${at}?occasion=${occasion}`)).rows.map(({ state }: { state: string }) => state),
      ['drawn', 'lapsed', 'drawn'],
    )
    // Whoever was drawn twice within the year stays out of the next.
    const pool = await bureau.asks('GET', `${at}/pool?occasion=${occasion}`)
    const who = [first.file, third.file].flatMap(({ taken }) => taken.map(({ opened }) => opened?.id))
    const twice = who.filter((one, i) => who.indexOf(one) !== i).length
    const said = pool.pools[0].excluded.find(({ reason }: { reason: string }) => reason.includes('两次'))
    assert.equal(said?.count ?? 0, twice)
  }))

test('who is inspected and who inspects are drawn together: one seed, each pool in an order of its own', () =>
  toy(async ({ city, bureau, nodes, occasion }) => {
    for (const name of ['面点赛', '烧烤赛'])
      await bureau.asks('POST', '/api/registers/toy-contest', { name, host: '商会' })
    const about = await bureau.asks('POST', '/api/registers/toy-seat', { name: '首席', contest: occasion, place: 1 })
    const id = await draws(city, bureau, pairing, {
      occasion: about.id,
      places: [
        { pool: 'contests', stratum: 'all', take: 2 },
        { pool: 'judges', stratum: 'meat', take: 2 },
      ],
    })
    const file = await drawFile(bureau, pairing, id)
    assert.deepEqual(
      file.taken.map(({ pool, place }) => `${pool} ${place}`),
      ['contests 1', 'contests 2', 'judges 1', 'judges 2'],
    )
    assert.equal((await bureau.lists(seat)).length, 1, 'no seat is made where none is declared')
    assert.ok((await verifiesDraw(file, nodes)).valid)
    // One pool's result cannot stand for the other's.
    const swapped = structuredClone(file)
    for (const one of swapped.taken as unknown as { pool: string; stratum: string }[])
      Object.assign(
        one,
        one.pool === 'judges' ? { pool: 'contests', stratum: 'all' } : { pool: 'judges', stratum: 'meat' },
      )
    assert.equal((await verifiesDraw(swapped, nodes)).valid, false)
  }))

test('an empty, doubled or wrongly weighted pool is not sealed, nor places that are none; whoever may not, does nothing', () =>
  toy(async ({ city, bureau, occasion, judges }) => {
    const asked = { occasion, commitment: promiseOf(drawSecret()), places: places(1, 1) }
    const few = await city.refuses(bureau.asks('POST', at, { ...asked, places: places(7, 0) }), 'draw/too-few')
    assert.match(
      few.message,
      /“面点”要抽 7 名，可抽的只有 6 名（回避：在主办单位工作 1 名，申明与主办单位有利害关系 1 名）/,
    )
    const wrong: [object, string][] = [
      [{ places: places(0, 0) }, 'draw/wrong-places'],
      [{ places: [...places(1, 0), ...places(1, 0)] }, 'draw/wrong-places'],
      [{ places: [{ pool: 'judges', stratum: 'fish', take: 1 }] }, 'draw/wrong-places'],
      [{ places: [{ pool: 'nobody', stratum: 'bread', take: 1 }] }, 'draw/wrong-places'],
      [{ places: places(-1, 1) }, 'http/wrong-shape'],
      [{ commitment: 'abc' }, 'http/wrong-shape'],
      [{ occasion: judges[0] }, 'draw/no-such-occasion'],
    ]
    for (const [change, code] of wrong) await city.refuses(bureau.asks('POST', at, { ...asked, ...change }), code)
    const amends = (id: string | undefined, values: object, version: number) =>
      bureau.asks('PATCH', `/api/registers/toy-judge/${id}`, values, { 'if-match': String(version) })
    await amends(judges[5], { heavy: 0 }, 1)
    const weight = await city.refuses(bureau.asks('POST', at, asked), 'draw/wrong-weight')
    assert.match(weight.message, /“评委5”的权重是 0/)
    await amends(judges[5], { heavy: 1, number: 'N4' }, 2)
    await city.refuses(bureau.asks('POST', at, asked), 'draw/doubled')
    await amends(judges[5], { number: 'N5' }, 3)

    const far = await city.officer('city-data-bureau', [desk.name], '冯丙')
    const { id } = await bureau.asks('POST', at, asked)
    await city.refuses(far.asks('POST', `${at}/${id}/reveal`, { secret: drawSecret() }), 'draw/no-such-draw')
    await city.refuses(city.visitor().asks('POST', at, asked), 'identity/not-signed-in')
    const plain = await city.officer('city-archives', [], '钱丁')
    await city.refuses(plain.asks('POST', at, asked), 'identity/not-granted')
  }))
