import { areaOf, cornersOf, lineOf, toSixDecimals, type Position, type Shape } from './shape.ts'

const listed = (positions: readonly Position[]) => `(${positions.map((one) => one.join(' ')).join(',')})`

/** A shape as a cell holds it. @source OGC 06-103r4 7 (well-known text) */
export const wktOf = (shape: Shape): string =>
  shape.type === 'Polygon'
    ? `POLYGON(${shape.coordinates.map(listed).join(',')})`
    : `LINESTRING${listed(shape.coordinates)}`

const names = { Polygon: '多边形', LineString: '折线' }
const wkt = { Polygon: 'POLYGON', LineString: 'LINESTRING' }

/**
 * A shape in what somebody typed: its corners as lines of longitude and latitude (an empty line before each hole of a piece of
 * ground), GeoJSON, or well-known text. Rounded, closed and put in order; that it makes sense is another question.
 */
export function shapeIn(words: string, type: Shape['type']): Shape | { wrong: string } {
  const typed = words.trim()
  if (typed === '') return { wrong: '必须填写' }
  if (typed.startsWith('{')) return inGeoJson(typed, type)
  return /^[a-z]/i.test(typed) ? inWkt(typed, type) : inLines(typed, type)
}

const shaped = (type: Shape['type'], rings: Position[][]): Shape =>
  type === 'Polygon' ? areaOf(rings) : lineOf(rings.flat())

function inGeoJson(words: string, type: Shape['type']): Shape | { wrong: string } {
  let found: unknown
  try {
    found = JSON.parse(words)
  } catch {
    return { wrong: '不是完整的 GeoJSON' }
  }
  const { type: theirs, coordinates, ...more } = found as Record<string, unknown>
  const [foreign] = Object.keys(more)
  if (theirs !== type) return { wrong: `应为${names[type]}（GeoJSON 的 ${type}）` }
  if (foreign !== undefined) return { wrong: `除 type 和 coordinates 外不收别的，这里有 ${foreign.slice(0, 40)}` }
  const rings = type === 'Polygon' ? coordinates : [coordinates]
  return isRings(rings)
    ? shaped(
        type,
        rings.map((ring) => ring.map(rounded)),
      )
    : { wrong: '每个点应为 [经度, 纬度] 两个数' }
}

const isRings = (value: unknown): value is Position[][] =>
  Array.isArray(value) && value.every((ring) => Array.isArray(ring) && ring.every(isPosition))

const isPosition = (value: unknown) =>
  Array.isArray(value) && value.length === 2 && value.every((degrees) => Number.isFinite(degrees))

const rounded = ([longitude, latitude]: Position): Position => [toSixDecimals(longitude), toSixDecimals(latitude)]

const number = /^[+-]?\d+(\.\d+)?$/

/** Two numbers, the longitude first. */
function positionIn(parts: readonly string[]): Position | undefined {
  const [longitude, latitude, ...more] = parts
  if (more.length > 0 || !number.test(longitude ?? '') || !number.test(latitude ?? '')) return undefined
  return rounded([Number(longitude), Number(latitude)])
}

function inWkt(words: string, type: Shape['type']): Shape | { wrong: string } {
  const [, name = '', body = ''] = /^(?:SRID=4326;)?\s*([A-Z]+)\s*\(([\s\S]*)\)$/i.exec(words) ?? []
  if (name.toUpperCase() !== wkt[type]) return { wrong: `应为${names[type]}（WKT 的 ${wkt[type]}）` }
  const rings =
    type === 'Polygon'
      ? body
          .trim()
          .replace(/^\(|\)$/g, '')
          .split(/\)\s*,\s*\(/)
      : [body]
  const found = rings.map((ring) => ring.split(',').map((one) => positionIn(one.trim().split(/\s+/))))
  return found.every((ring) => ring.every((one) => one !== undefined))
    ? shaped(type, found)
    : { wrong: '每个点应为经度和纬度两个数，中间空一格，点与点之间用逗号' }
}

function inLines(words: string, type: Shape['type']): Shape | { wrong: string } {
  const rings: Position[][] = [[]]
  for (const [at, line] of words.split(/\r?\n/).entries()) {
    if (line.trim() === '') {
      if (rings.at(-1)?.length) rings.push([])
      continue
    }
    const position = positionIn(line.trim().split(/\s*[,，;；]\s*|\s+/))
    if (!position) return { wrong: `第 ${at + 1} 行应为经度和纬度两个数，如 120.1614,33.3477` }
    rings.at(-1)?.push(position)
  }
  return shaped(type, rings)
}

/** A shape as its corners are typed: a line for each, and an empty line before each hole. */
export function linesOf(shape: Shape): string {
  const rings = shape.type === 'Polygon' ? shape.coordinates.map(cornersOf) : [shape.coordinates]
  return rings.map((ring) => ring.map((one) => one.join(',')).join('\n')).join('\n\n')
}
