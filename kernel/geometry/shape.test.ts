import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { anyArea, anyLine } from '../../testing/shapes.ts'
import {
  areaOf,
  faultOfArea,
  faultOfLine,
  lineOf,
  linesOf,
  mostPositions,
  shapeIn,
  wktOf,
  type Position,
} from './index.ts'

const square = (x: number, y: number, side: number): Position[] => [
  [x, y],
  [x + side, y],
  [x + side, y + side],
  [x, y + side],
]
const outer = square(120, 33, 1)
const faultOf = (...rings: Position[][]) => faultOfArea(areaOf(rings))

test('law: simple ones are taken and written the same in every way they are typed', () => {
  fc.assert(
    fc.property(anyArea(), (area) => {
      assert.equal(faultOfArea(area), null)
      for (const words of [linesOf(area), wktOf(area), JSON.stringify(area)])
        assert.deepEqual(shapeIn(words, 'Polygon'), area)
    }),
  )
  fc.assert(
    fc.property(anyLine(), (line) => {
      assert.equal(faultOfLine(line), null)
      for (const words of [linesOf(line), wktOf(line), JSON.stringify(line)])
        assert.deepEqual(shapeIn(words, 'LineString'), line)
    }),
  )
})

test('law: corners of a round piece crossed in any other order than around it are refused', () => {
  const round = (n: number) =>
    Array.from({ length: n }, (_, at): Position => {
      const angle = (2 * Math.PI * at) / n
      return [120 + Math.round(1e5 * Math.cos(angle)) / 1e6, 33 + Math.round(1e5 * Math.sin(angle)) / 1e6]
    })
  const orders = fc
    .integer({ min: 4, max: 24 })
    .chain((n) => fc.tuple(fc.constant(n), fc.shuffledSubarray([...Array(n).keys()], { minLength: n })))
  fc.assert(
    fc.property(orders, ([n, order]) => {
      const corners = round(n)
      const says = faultOf(order.map((at) => corners[at] as Position))
      const steps = new Set(order.map((at, i) => ((order[(i + 1) % n] as number) - at + n) % n))
      const isAround = steps.size === 1 && (steps.has(1) || steps.has(n - 1))
      if (isAround) assert.equal(says, null)
      else assert.match(says ?? '', /^外边界第 \d+ 角到第 \d+ 角的边与第 \d+ 角到第 \d+ 角的边相交或相接$/)
    }),
  )
})

test('what is wrong is said in a sentence', () => {
  assert.equal(faultOf(), '应有一圈外边界')
  assert.equal(
    faultOf([
      [120, 33],
      [121, 33],
      [120, 33],
    ]),
    '外边界至少要有三个不同的角',
  )
  assert.equal(
    faultOf([
      [120, 33],
      [121, 34],
      [122, 35],
    ]),
    '外边界的角都在一条直线上，没有面积',
  )
  assert.equal(
    faultOf([
      [120, 33],
      [121, 34],
      [121, 33],
      [120, 34],
    ]),
    '外边界第 1 角到第 2 角的边与第 3 角到第 4 角的边相交或相接',
  )
  assert.match(
    faultOf([
      [120, 33],
      [122, 33],
      [121, 33],
      [121, 34],
    ]) ?? '',
    /相交或相接/,
    'an edge folds back over the last',
  )
  assert.match(
    faultOf([
      [120, 33],
      [121, 33],
      [120.5, 33.5],
      [121, 34],
      [120, 34],
      [120.5, 33.5],
    ]) ?? '',
    /相交或相接/,
    'a ring meets itself at a corner',
  )
  assert.equal(faultOf(outer, square(120.4, 33.4, 0.2)), null)
  assert.equal(faultOf(outer, square(122, 33.4, 0.2)), '第 1 个洞不在外边界里面')
  assert.equal(faultOf(outer, square(119, 32, 3)), '第 1 个洞不在外边界里面')
  assert.equal(faultOf(outer, square(120.2, 33.2, 0.6), square(120.4, 33.4, 0.2)), '第 2 个洞在另一个洞里面')
  assert.match(
    faultOf(outer, square(120.9, 33.4, 0.2)) ?? '',
    /^外边界第 2 角到第 3 角的边与第 1 个洞第 . 角到第 . 角的边相交或相接$/,
  )
  assert.match(faultOf(outer, square(120.8, 33.4, 0.2)) ?? '', /相交或相接/, 'a hole that touches the ring around it')
  assert.equal(
    faultOfLine(
      lineOf([
        [120, 33],
        [120, 33],
      ]),
    ),
    '至少要有两个不同的点',
  )
  assert.equal(
    faultOfLine(
      lineOf([
        [120, 33],
        [121, 34],
        [121, 33],
        [120, 34],
      ]),
    ),
    null,
    'a road may cross itself',
  )
})

test('the most positions that are taken fit into a cell, and are held against each other at once; one more is refused', () => {
  const ring = (n: number) =>
    Array.from({ length: n }, (_, at): Position => {
      const angle = (2 * Math.PI * at) / n
      const degrees = (whole: number, part: number) => Math.round(1e6 * (whole + 0.512_345 + 0.4 * part)) / 1e6
      return [degrees(120, Math.cos(angle)), degrees(33, Math.sin(angle))]
    })
  const most = areaOf([ring(mostPositions - 1)])
  const started = performance.now()
  assert.equal(faultOfArea(most), null)
  assert.ok(performance.now() - started < 1000)
  assert.ok(wktOf(most).length < 32_767)
  assert.equal(faultOf(ring(mostPositions)), '最多 1500 个点，现在 1501 个')
})

test('rings are closed and turned: the outer one against the clock, holes with it; what stands twice in a row stands once', () => {
  const hole = square(120.4, 33.4, 0.2)
  const [kept, inner] = areaOf([outer.toReversed(), hole]).coordinates
  assert.deepEqual(kept, [
    [120, 34],
    [120, 33],
    [121, 33],
    [121, 34],
    [120, 34],
  ])
  assert.deepEqual(inner, [hole[0], hole[3], hole[2], hole[1], hole[0]])
  const [first, ...rest] = outer as [Position, ...Position[]]
  assert.deepEqual(areaOf([[first, first, ...rest, ...rest.slice(-1), first]]), areaOf([outer]))
})

test('what is typed wrong is told where', () => {
  const wrong = (words: string, type: 'Polygon' | 'LineString' = 'Polygon') => {
    const found = shapeIn(words, type)
    return 'wrong' in found ? found.wrong : undefined
  }
  assert.equal(wrong(' '), '必须填写')
  assert.equal(wrong('120,33\n东边'), '第 2 行应为经度和纬度两个数，如 120.1614,33.3477')
  assert.equal(wrong('120,33,5'), '第 1 行应为经度和纬度两个数，如 120.1614,33.3477')
  assert.equal(wrong('{"type":'), '不是完整的 GeoJSON')
  assert.equal(wrong('{"type":"Point","coordinates":[120,33]}'), '应为多边形（GeoJSON 的 Polygon）')
  assert.equal(
    wrong('{"type":"LineString","coordinates":[],"crs":{}}', 'LineString'),
    '除 type 和 coordinates 外不收别的，这里有 crs',
  )
  for (const coordinates of ['[[120,33,5]]', '[["120",33]]', '[120,33]', '7', 'null'])
    assert.equal(
      wrong(`{"type":"LineString","coordinates":${coordinates}}`, 'LineString'),
      '每个点应为 [经度, 纬度] 两个数',
    )
  assert.equal(wrong('MULTIPOLYGON(((1 2,3 4,5 6)))'), '应为多边形（WKT 的 POLYGON）')
  assert.equal(
    wrong('LINESTRING(120 33,120)', 'LineString'),
    '每个点应为经度和纬度两个数，中间空一格，点与点之间用逗号',
  )
  assert.deepEqual(
    shapeIn('SRID=4326;linestring ( 120.00000049  33 , 121 34 )', 'LineString'),
    lineOf([
      [120, 33],
      [121, 34],
    ]),
  )
})
