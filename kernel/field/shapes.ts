import * as z from 'zod'
import {
  areaOf,
  faultOfArea,
  faultOfLine,
  lineOf,
  mostPositions,
  type Area,
  type Line,
  type Position,
} from '../geometry/index.ts'
import { china } from './china.ts'
import { fieldOf, type Options } from './note.ts'
import { degrees } from './point.ts'

const standard = 'RFC 7946'
const position = z.tuple([degrees(china.lon, '经度'), degrees(china.lat, '纬度')], {
  error: '应为 [经度, 纬度] 两个数',
})
const positions = z.array(position).max(mostPositions)

/** Says what a shape as a whole is refused for. */
const sound =
  <T>(faultOf: (shape: T) => string | null) =>
  (shape: T, { addIssue }: { addIssue: (says: string) => void }) => {
    const says = faultOf(shape)
    if (says) addIssue(says)
  }

/**
 * A piece of ground on the map: GeoJSON's Polygon, one ring around it and one around every hole; degrees of WGS 84 to six
 * decimals, at most 1,500 positions. Rings are closed and turned as they should be; those that cross or meet are refused.
 * @source RFC 7946 3.1.6
 */
export const area = (label: string, o: Options = {}) =>
  fieldOf(
    z
      .strictObject({
        type: z.literal('Polygon', { error: '应为多边形（Polygon）' }),
        coordinates: z.array(positions).max(mostPositions),
      })
      .overwrite(({ coordinates }): Area => areaOf(coordinates as Position[][]))
      .superRefine(sound<Area>(faultOfArea))
      .brand<'area'>(),
    { label, widget: 'area', column: 'jsonb', standard, example: exampleArea, ...o },
  )

/**
 * A way on the map: GeoJSON's LineString, degrees of WGS 84 to six decimals, at most 1,500 positions. It may cross itself.
 * @source RFC 7946 3.1.4
 */
export const line = (label: string, o: Options = {}) =>
  fieldOf(
    z
      .strictObject({ type: z.literal('LineString', { error: '应为折线（LineString）' }), coordinates: positions })
      .overwrite(({ coordinates }): Line => lineOf(coordinates as Position[]))
      .superRefine(sound<Line>(faultOfLine))
      .brand<'line'>(),
    { label, widget: 'line', column: 'jsonb', standard, example: exampleLine, ...o },
  )

const corners = [
  [120.16, 33.34],
  [120.163, 33.34],
  [120.163, 33.342],
] satisfies Position[]
const exampleArea = areaOf([corners])
const exampleLine = lineOf(corners)
