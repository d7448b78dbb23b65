import assert from 'node:assert/strict'
import { statSync } from 'node:fs'
import { test } from 'node:test'
import { outlines, regions } from './index.ts'

type Point = [x: number, y: number]
type Edge = [from: Point, to: Point]

const ringsOf = (path: string): Point[][] =>
  path
    .slice(1, -1)
    .split('ZM')
    .map((ring) => ring.split(' ').map((point) => point.split(',').map(Number) as Point))
const counties = outlines.counties.map((county) => ({ ...county, rings: ringsOf(county.path) }))
const edgesOf = (rings: Point[][]): Edge[] =>
  rings.flatMap((ring) => ring.map((to, i): Edge => [ring.at(i - 1) as Point, to]))
const key = (...points: Point[]) => points.join(' ')
const edges = counties.flatMap(({ rings }) => edgesOf(rings))

/** Which side of a line a point lies on: positive, negative, or 0 upon it. */
const side = ([ax, ay]: Point, [bx, by]: Point, [x, y]: Point) =>
  Math.sign(Math.round(((bx - ax) * (y - ay) - (by - ay) * (x - ax)) * 1000))

const holds = (rings: Point[][], [x, y]: Point) =>
  edgesOf(rings).filter(([[ax, ay], [bx, by]]) => ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax)
    .length %
    2 ===
  1

test('the map draws the nine counties and marks the two zones, by the codes and names of the regions', () => {
  const known = (level: string) =>
    regions.filter((region) => region.level === level).map(({ code, name }) => `${code} ${name}`)
  const drawn = (shapes: { code: string; name: string }[]) => shapes.map(({ code, name }) => `${code} ${name}`)
  assert.deepEqual(drawn(outlines.counties).toSorted(), known('county').toSorted())
  assert.deepEqual(drawn(outlines.zones).toSorted(), known('zone').toSorted())
  assert.equal(outlines.counties.length, 9)
  assert.ok(outlines.zones.every((zone) => zone.approximate))
})

test('every path is a closed line of short numbers inside the view box, and the file stays small', () => {
  const [left, top, width, height] = outlines.viewBox
  for (const { name, path, rings, label } of counties) {
    assert.match(path, /^(M\d+(\.\d)?,\d+(\.\d)?( \d+(\.\d)?,\d+(\.\d)?){2,}Z)+$/, name)
    for (const [x, y] of [...rings.flat(), label])
      assert.ok(x >= left && x <= left + width && y >= top && y <= top + height, `${name} leaves the box at ${x},${y}`)
  }
  assert.ok(statSync(new URL('./outlines.json', import.meta.url)).size < 40_000)
})

test('a county’s name stands inside it, and each zone lies in one county', () => {
  for (const { name, rings, label } of counties) assert.ok(holds(rings, label), `${name} is named outside`)
  for (const { name, point } of outlines.zones)
    assert.equal(counties.filter(({ rings }) => holds(rings, point)).length, 1, name)
})

test('neighbours share their border point by point, and those that do not touch share none', () => {
  const neighbours = new Set(
    counties.flatMap((one) =>
      counties
        .filter((other) => other.code > one.code)
        .filter((other) => {
          const walked = new Set(edgesOf(one.rings).map(([from, to]) => key(from, to)))
          return edgesOf(other.rings).filter(([from, to]) => walked.has(key(to, from))).length > 1
        })
        .map((other) => `${one.name} ${other.name}`),
    ),
  )
  assert.deepEqual(
    [...neighbours],
    [
      ...['亭湖区 盐都区', '亭湖区 大丰区', '亭湖区 射阳县', '亭湖区 建湖县', '盐都区 大丰区', '盐都区 建湖县'],
      ...['大丰区 东台市', '响水县 滨海县', '滨海县 阜宁县', '滨海县 射阳县', '阜宁县 射阳县', '阜宁县 建湖县'],
      '射阳县 建湖县',
    ],
  )
})

test('there is no gap and no overlap: what only one county borders is one ring round the city, and no borders cross', () => {
  const walked = new Set(edges.map(([from, to]) => key(from, to)))
  assert.equal(walked.size, edges.length, 'no two counties lie on the same side of a border')
  const shore = new Map(
    edges.filter(([from, to]) => !walked.has(key(to, from))).map(([from, to]) => [key(from), key(to)]),
  )
  const [start] = shore.keys()
  let steps = 1
  for (let at = shore.get(start as string); at !== start; at = shore.get(at as string)) steps += 1
  assert.equal(steps, shore.size)
  const borders = [...new Map(edges.map((edge) => [edge.map(String).toSorted().join(' '), edge])).values()]
  const crossings = borders.flatMap(([a, b], i) =>
    borders
      .slice(i + 1)
      .filter(([c, d]) => side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0)
      .map(([c, d]) => key(a, b, c, d)),
  )
  assert.deepEqual(crossings, [])
})
