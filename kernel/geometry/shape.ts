/** Degrees of longitude and of latitude, in this order. @source RFC 7946 3.1.1 */
export type Position = [longitude: number, latitude: number]

/** A piece of ground: one ring around it, and a ring around every hole in it; the last corner of a ring is its first. @source RFC 7946 3.1.6 */
export interface Area {
  /** GeoJSON's word for it. */
  type: 'Polygon'
  /** The ring around it, then those around its holes. */
  coordinates: Position[][]
}

/** A way from its first position to its last. @source RFC 7946 3.1.4 */
export interface Line {
  /** GeoJSON's word for it. */
  type: 'LineString'
  /** From its beginning to its end. */
  coordinates: Position[]
}

export type Shape = Area | Line

/**
 * Positions that a shape has at the most. In well-known text six decimals of a position take 21 characters, and a cell of a
 * workbook holds 32,767: whatever is taken can be carried out in a sheet and in again.
 */
export const mostPositions = 1500

/** Degrees to six decimals, a tenth of a metre; degrees so kept are whole numbers of millionths, and reckoned with exactly. */
export const toSixDecimals = (degrees: number): number => Math.round(degrees * 1e6) / 1e6

const same = ([x, y]: Position, [otherX, otherY]: Position) => x === otherX && y === otherY

/** Positions without those that repeat the one before. */
const stepped = (positions: readonly Position[]) =>
  positions.filter((one, at) => at === 0 || !same(one, positions[at - 1] as Position))

/** The corners of a ring, each once, whether or not it is closed. */
export function cornersOf(ring: readonly Position[]): Position[] {
  const corners = stepped(ring)
  return corners.length > 1 && same(corners[0] as Position, corners.at(-1) as Position) ? corners.slice(0, -1) : corners
}

/** Which side three positions turn to: above zero to the left, zero where they lie on one line. Exact for six decimals. */
export function turnOf([ax, ay]: Position, [bx, by]: Position, [cx, cy]: Position): number {
  const whole = (degrees: number) => Math.round(degrees * 1e6)
  return (whole(bx) - whole(ax)) * (whole(cy) - whole(ay)) - (whole(by) - whole(ay)) * (whole(cx) - whole(ax))
}

const byPlace = ([ax, ay]: Position, [bx, by]: Position) => ax - bx || ay - by

/** The corners from the westernmost on, against the clock: the same for every way to write one ring. */
export function fromWest(corners: readonly Position[]): Position[] {
  const west = corners.reduce((found, one, at) => (byPlace(one, corners[found] as Position) < 0 ? at : found), 0)
  const turned = [...corners.slice(west), ...corners.slice(0, west)]
  return isLeftwards(turned) ? turned : [...turned.slice(0, 1), ...turned.slice(1).toReversed()]
}

/** Whether a ring that begins at its westernmost corner goes against the clock: there it turns as it goes around. */
const isLeftwards = (corners: readonly Position[]) =>
  turnOf(corners.at(-1) as Position, corners[0] as Position, corners[1] as Position) >= 0

/** Whether the corners of a ring go against the clock. */
export function goesLeft(corners: readonly Position[]): boolean {
  const west = corners.reduce((found, one, at) => (byPlace(one, corners[found] as Position) < 0 ? at : found), 0)
  return isLeftwards([...corners.slice(west), ...corners.slice(0, west)])
}

/** Rings closed, nothing twice in a row; the outer ring against the clock and holes with it. @source RFC 7946 3.1.6 */
export function areaOf(rings: readonly (readonly Position[])[]): Area {
  const coordinates = rings.map((ring, at) => {
    const corners = cornersOf(ring)
    const [first] = corners
    if (!first) return []
    const righted = corners.length < 3 || goesLeft(corners) === (at === 0)
    return [first, ...(righted ? corners.slice(1) : corners.slice(1).toReversed()), first]
  })
  return { type: 'Polygon', coordinates }
}

/** A line on which nothing stands twice in a row. */
export const lineOf = (positions: readonly Position[]): Line => ({
  type: 'LineString',
  coordinates: stepped(positions),
})
