import { china } from '../../../../kernel/field/china.ts'
import {
  areaOf,
  cornersOf,
  faultOfArea,
  faultOfLine,
  lineOf,
  shapeIn,
  type Position,
  type Shape,
} from '../../../../kernel/geometry/index.ts'
import type { FieldFace } from '../../../../platform/manifest.ts'

/** What is being drawn or typed: words that say no shape yet, or its rings as far as they have come. */
export type Typed = { rings: Position[][] } | { wrong: string }

const typeOf = ({ widget }: FieldFace) => (widget === 'area' ? 'Polygon' : 'LineString')

/** Whether a field holds a shape. */
export const isShape = ({ widget }: FieldFace) => widget === 'area' || widget === 'line'

/** The rings of an answer that may be unfinished, without the corner that closes them; a line is one ring. */
export function ringsOf(field: FieldFace, value: unknown): Typed {
  if (value === null || value === undefined || value === '') return { rings: [] }
  const found = typeof value === 'string' ? shapeIn(value, typeOf(field)) : (value as Shape)
  if ('wrong' in found) return found
  return { rings: found.type === 'Polygon' ? found.coordinates.map(cornersOf) : [found.coordinates] }
}

/** Rings as they are drawn so far, not yet closed nor turned: corners keep their places while more are added. */
export const unfinished = (field: FieldFace, rings: Position[][]): Shape =>
  field.widget === 'area' ? { type: 'Polygon', coordinates: rings } : { type: 'LineString', coordinates: rings.flat() }

/** A shape of the rings that have corners, closed and turned. */
export const shapeOf = (field: FieldFace, rings: Position[][]): Shape =>
  field.widget === 'area' ? areaOf(rings.filter((ring) => ring.length > 0)) : lineOf(rings.flat())

/** A shape as the server keeps it; words that say none stay what they are. */
export function finished(field: FieldFace, value: unknown): unknown {
  const typed = ringsOf(field, value)
  return 'wrong' in typed ? value : shapeOf(field, typed.rings)
}

/** What is wrong with a shape, in a sentence; null where nothing is. */
export function faultOfShape(field: FieldFace, value: unknown): string | null {
  const typed = ringsOf(field, value)
  if ('wrong' in typed) return typed.wrong
  for (const [at, called, [from, to]] of [
    [0, '经度', china.lon],
    [1, '纬度', china.lat],
  ] as const)
    if (typed.rings.flat().some((one) => one[at] < from || one[at] > to))
      return `${called}应在 ${from} 至 ${to} 度之间；先写经度，再写纬度`
  const shape = shapeOf(field, typed.rings)
  return shape.type === 'Polygon' ? faultOfArea(shape) : faultOfLine(shape)
}
