import type { Position } from '../../../../kernel/geometry/index.ts'

/** What a drawing shows: its middle in degrees, and how many metres it is wide. */
export interface View {
  middle: Position
  metres: number
}

/** Metres of a degree of latitude; of longitude on the equator. Near enough to draw by. */
const degree = 111_000

/** A view that holds some positions with room around them; `least` metres wide. */
export function viewOf(
  positions: readonly Position[],
  [width, height]: readonly [number, number],
  least: number,
): View {
  const [xs, ys] = [positions.map(([x]) => x), positions.map(([, y]) => y)]
  const [west, east, south, north] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)]
  const middle: Position = [(west + east) / 2, (south + north) / 2]
  const across = (east - west) * degree * narrowing(middle)
  const along = ((north - south) * degree * width) / height
  return { middle, metres: Math.max(least, 1.25 * Math.max(across, along)) }
}

const narrowing = ([, latitude]: Position) => Math.cos((latitude * Math.PI) / 180)

/** Degrees to the units of a drawing that is `width` by `height`, and back. */
export function projectionOf({ middle, metres }: View, [width, height]: readonly [number, number]) {
  const unit = metres / width
  const [x, y] = [(degree * narrowing(middle)) / unit, degree / unit]
  return {
    at: ([longitude, latitude]: Position): [number, number] => [
      width / 2 + (longitude - middle[0]) * x,
      height / 2 - (latitude - middle[1]) * y,
    ],
    back: ([left, top]: readonly [number, number]): Position => [
      middle[0] + (left - width / 2) / x,
      middle[1] - (top - height / 2) / y,
    ],
  }
}

/** A round length of at most a quarter of a view: how long in the drawing's share, and in words. */
export function scaleOf({ metres }: View): { share: number; says: string } {
  const most = metres / 4
  const power = 10 ** Math.floor(Math.log10(most))
  const length = [5, 2, 1].map((digit) => digit * power).find((one) => one <= most) ?? power
  return { share: length / metres, says: length < 1000 ? `${length} 米` : `${length / 1000} 公里` }
}
