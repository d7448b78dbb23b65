import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { test } from 'node:test'
import fc from 'fast-check'
import { inputsCsv, scoresCsv } from './csv.ts'
import { exact, rounded, dividedBy } from './exact.ts'
import { inputOf, scoreAll, type Leaf, type Method, type Scheme } from './index.ts'
import { pointsOf } from './points.ts'

const leaf = (given: Partial<Leaf>): Leaf => ({
  ...{ id: '', code: '1', branch: '总', title: '项', says: null, group: 'all', weight: '10', method: 'ratio' },
  ...{
    source: 'reported',
    indicator: null,
    better: 'more',
    target: '100',
    floor: null,
    cap: null,
    each: null,
    steps: [],
  },
  ...given,
})
const scheme = (given: Partial<Scheme>): Scheme => ({
  ...{
    v: 1,
    id: '',
    kind: 'toy',
    title: '考评',
    year: 2024,
    edition: 1,
    objectionDays: 5,
    within: null,
    places: 2,
    missing: 'zero',
    ties: 'shared',
  },
  grades: [
    { title: '优秀', share: '30' },
    { title: '良好', share: '50' },
    { title: '合格', share: '20' },
  ],
  ...{ groups: { all: '各县' }, leaves: [], objects: [] },
  ...given,
})

test('points of every method, worked out by hand', () => {
  const points = (given: Partial<Leaf>, value: string, among: string[] = [value]) =>
    rounded(pointsOf(leaf(given), value, given.method === 'rank' ? among.map(exact) : []), 2)
  assert.equal(points({}, '95'), '9.50')
  assert.equal(points({}, '120'), '10.00', 'full points and no more')
  assert.equal(points({ cap: '110' }, '120'), '11.00')
  assert.equal(points({ floor: '60' }, '59.99'), '0.00')
  assert.equal(points({ floor: '60' }, '60'), '6.00')
  assert.equal(points({ better: 'less', target: '3' }, '4'), '7.50')
  assert.equal(points({ better: 'less', target: '3' }, '0'), '10.00')
  const steps = [
    { from: '60', points: '4' },
    { from: '90', points: '10' },
    { from: '80', points: '7' },
  ]
  assert.deepEqual(
    ['90', '89.99', '60', '59'].map((value) => points({ method: 'steps', steps }, value)),
    [...['10.00', '7.00', '4.00', '0.00']],
  )
  const less = {
    method: 'steps',
    better: 'less',
    steps: [
      { from: '5', points: '10' },
      { from: '10', points: '6' },
    ],
  } as const
  assert.deepEqual(
    ['5', '6', '11'].map((value) => points(less, value)),
    ['10.00', '6.00', '0.00'],
  )
  const among = ['9', '7', '7', '1']
  assert.deepEqual(
    among.map((value) => points({ method: 'rank', floor: '40' }, value, among)),
    [...['10.00', '8.00', '8.00', '4.00']],
  )
  assert.equal(points({ method: 'rank' }, '1'), '10.00', 'alone in its group')
  assert.equal(points({ method: 'deduct', each: '0.5' }, '3'), '8.50')
  assert.equal(points({ method: 'deduct', each: '0.5' }, '99'), '0.00')
  assert.equal(points({ method: 'deduct', each: '0.5', cap: '4' }, '99'), '6.00')
  assert.equal(points({ method: 'bonus', weight: '0', each: '1', cap: '3' }, '5'), '3.00')
  assert.equal(points({ method: 'expert' }, '60/90/95/100'), '9.25', 'the extremes are left out')
  assert.equal(points({ method: 'expert' }, '60/90'), '7.50', 'of two marks none is')
  assert.equal(rounded(dividedBy(exact('1'), exact('8')), 2), '0.13', 'half a last place goes up')
})

test('a missing value, a tie, a veto and the shares of grades', () => {
  const objects = ['a', 'b', 'c', 'd'].map((agency) => ({ agency, name: agency, group: 'all' }))
  const leaves = [
    leaf({ code: '1', weight: '60' }),
    leaf({ code: '2', weight: '40' }),
    leaf({ code: '3', weight: '0', method: 'veto' }),
  ]
  const given = new Map(
    Object.entries({
      'a 1': '100',
      'a 2': '50',
      'b 1': '50',
      'b 2': '125',
      'c 1': '90',
      'd 1': '100',
      'd 2': '100',
      'd 3': '1',
    }),
  )
  const of = (one: Partial<Scheme>) =>
    scoreAll(scheme({ objects, leaves, ...one }), given).map(
      ({ agency, total, rank, grade }) => `${agency} ${total} ${rank} ${grade}`,
    )
  assert.deepEqual(of({}), ['a 80.00 1 优秀', 'b 70.00 2 良好', 'c 54.00 3 良好', 'd 100.00 4 合格'])
  assert.deepEqual(
    of({ missing: 'left-out' })[0],
    'c 90.00 1 优秀',
    'what is missing is left out, the rest counts for a hundred',
  )
  given.set('b 2', '150').set('b 1', '66.666')
  const tied = new Map(given).set('b 1', '66.6667').set('b 2', '100')
  const two = (ties: Scheme['ties']) =>
    scoreAll(scheme({ objects: objects.slice(0, 2), leaves, ties }), new Map(tied).set('a 2', '50.0001')).map(
      ({ rank }) => rank,
    )
  assert.deepEqual(
    [two('shared'), two('by-leaf')],
    [
      [1, 1],
      [1, 2],
    ],
  )
})

const methods = ['ratio', 'steps', 'rank', 'deduct', 'bonus', 'expert', 'veto'] as const
const decimal = (most: number) => fc.integer({ min: 0, max: most * 100 }).map((n) => String(n / 100))
const anyLeaf = fc.record({
  method: fc.constantFrom<Method>(...methods),
  better: fc.constantFrom('more' as const, 'less' as const),
  target: fc.integer({ min: 1, max: 300 }).map(String),
  floor: fc.option(decimal(90)),
  cap: fc.option(decimal(150)),
  each: decimal(3),
  weight: decimal(40),
  steps: fc.array(fc.record({ from: decimal(200), points: decimal(30) }), { maxLength: 4 }),
})
const anyScheme = fc.record({
  places: fc.integer({ min: 0, max: 4 }),
  missing: fc.constantFrom('zero' as const, 'left-out' as const),
  ties: fc.constantFrom('shared' as const, 'by-leaf' as const),
  leaves: fc.array(anyLeaf, { minLength: 1, maxLength: 8 }),
  groups: fc.array(fc.integer({ min: 1, max: 8 }), { minLength: 1, maxLength: 3 }),
  seed: fc.array(fc.option(decimal(200), { freq: 5 }), { minLength: 40, maxLength: 40 }),
})

test('a script of another language comes to every total, rank and grade from the scheme and the inputs alone', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'assessment-'))
  const [schemeFile, inputsFile] = [path.join(folder, 'scheme.json'), path.join(folder, 'inputs.csv')]
  try {
    fc.assert(
      fc.property(anyScheme, ({ leaves, groups, seed, ...rest }) => {
        const made = scheme({
          ...rest,
          leaves: leaves.map((one, i) =>
            leaf({
              ...one,
              ...{ code: `1.${i + 1}`, source: one.method === 'expert' ? 'expert' : 'reported' },
              ...(one.method === 'bonus' && { cap: one.cap ?? '5' }),
              ...((one.method === 'bonus' || one.method === 'veto') && { weight: '0' }),
            }),
          ),
          groups: Object.fromEntries(groups.map((_, g) => [`g${g}`, `第${g}组`])),
          objects: groups.flatMap((size, g) =>
            Array.from({ length: size }, (_, i) => ({
              agency: `unit-${g}-${i}`,
              name: `=单位“${i}”,一`,
              group: `g${g}`,
            })),
          ),
        })
        const inputs = new Map<string, string>()
        let next = 0
        for (const { agency } of made.objects)
          for (const { code, method } of made.leaves) {
            const marks = seed.slice(next % 37, (next % 37) + 1 + (next % 5)).filter((one) => one !== null)
            const value = method === 'expert' ? marks.map((one) => String(Number(one) / 2)).join('/') : seed[next % 40]
            if (value) inputs.set(inputOf(agency, code), value)
            next += 7
          }
        writeFileSync(schemeFile, JSON.stringify(made))
        writeFileSync(inputsFile, inputsCsv(made, inputs))
        const script = path.join(import.meta.dirname, 'recompute.py')
        const found = execFileSync('python3', [script, schemeFile, inputsFile], { encoding: 'utf8' }).trim().split('\n')
        const ours = scoreAll(made, inputs).map((one) =>
          [one.agency, one.group, one.total, one.rank, one.grade].join(','),
        )
        assert.deepEqual(found.slice(1).toSorted(), ours.toSorted())
        assert.equal(scoresCsv(made, scoreAll(made, inputs)).trim().split('\r\n').length, ours.length + 1)
      }),
      { numRuns: 15, seed: 20241120 },
    )
  } finally {
    rmSync(folder, { recursive: true })
  }
})

test('more of what is good never costs points, whatever the method', () => {
  fc.assert(
    fc.property(decimal(200), decimal(200), anyLeaf, (a, b, given) => {
      const one = leaf({ ...given, cap: given.cap ?? '5' })
      if (one.method === 'expert' || one.method === 'veto') return
      const [low, high] = Number(a) <= Number(b) ? [a, b] : [b, a]
      const among = [low, high].map(exact)
      const [less, more] = [pointsOf(one, low, among), pointsOf(one, high, among)].map((p) =>
        Number(rounded(p, 6)),
      ) as [number, number]
      const good = one.method === 'bonus' || (one.better === 'more' && one.method !== 'deduct')
      assert.ok(good ? less <= more : more <= less, `${JSON.stringify(one)} ${low} ${high}`)
    }),
    { seed: 7 },
  )
})
