import { cornersOf, fromWest, type Area, type Line, type Position } from './shape.ts'

/** The ellipsoid that WGS 84 measures the earth by; CGCS2000's differs by a tenth of a millimetre. @source NIMA TR8350.2 3.2 */
const axis = 6_378_137
const flattening = 1 / 298.257_223_563
const squared = flattening * (2 - flattening)
const eccentricity = Math.sqrt(squared)

const radians = (degrees: number) => (degrees * Math.PI) / 180

/** Where a function is asked, and how much each answer counts, for its mean between −1 and 1. @source Gauss–Legendre, five points */
const nodes = [
  [0, 128 / 450],
  ...[-1, 1].map((side) => [(side * Math.sqrt(5 - 2 * Math.sqrt(10 / 7))) / 3, (322 + 13 * Math.sqrt(70)) / 1800]),
  ...[-1, 1].map((side) => [(side * Math.sqrt(5 + 2 * Math.sqrt(10 / 7))) / 3, (322 - 13 * Math.sqrt(70)) / 1800]),
] as [number, number][]

/** The mean of a function of the latitude, in radians, along an edge that is straight in degrees. */
function meanAlong([, from]: Position, [, to]: Position, of: (latitude: number) => number): number {
  const [middle, half] = [radians((from + to) / 2), radians((to - from) / 2)]
  return nodes.reduce((sum, [node, weight]) => sum + weight * of(middle + node * half), 0)
}

/** Square metres between the equator and a latitude, a radian of longitude wide. */
function below(latitude: number): number {
  const part = Math.sin(latitude)
  const both = part / (1 - squared * part ** 2) + Math.atanh(eccentricity * part) / eccentricity
  return (axis ** 2 * (1 - squared) * both) / 2
}

/** Square metres that a ring goes around, whichever way and from wherever it is written. */
function within(ring: readonly Position[]): number {
  const corners = cornersOf(ring)
  if (corners.length < 3) return 0
  const ordered = fromWest(corners)
  const sum = ordered.reduce((sum, from, at) => {
    const to = ordered[(at + 1) % ordered.length] as Position
    return sum - radians(to[0] - from[0]) * meanAlong(from, to, below)
  }, 0)
  return Math.abs(sum)
}

/**
 * The square metres of a piece of ground, without its holes, on the ellipsoid of WGS 84 at sea level; its edges are straight in
 * degrees (RFC 7946 3.1.1). The reckoning errs by less than a part in a million. Beyond it: a corner is known to a tenth of a
 * metre at best, an edge that is an arc instead lies a centimetre aside in the middle of a kilometre, and ground a hundred
 * metres up is larger by 3 parts in 100,000. It is no survey.
 */
export const squareMetresOf = ({ coordinates: [outer = [], ...holes] }: Area): number =>
  holes.reduce((left, hole) => left - within(hole), within(outer))

/** The metres of a line, of the same ellipsoid and with the same straight edges; heights are not known, nor counted. */
export const metresOf = ({ coordinates }: Line): number =>
  coordinates.slice(1).reduce((sum, to, at) => sum + metresBetween(coordinates[at] as Position, to), 0)

function metresBetween(from: Position, to: Position): number {
  const [east, north] = [radians(to[0] - from[0]), radians(to[1] - from[1])]
  return meanAlong(from, to, (latitude) => {
    const bend = 1 - squared * Math.sin(latitude) ** 2
    const eastwards = (axis * Math.cos(latitude) * east) / Math.sqrt(bend)
    const northwards = (axis * (1 - squared) * north) / bend ** 1.5
    return Math.hypot(eastwards, northwards)
  })
}

/** Square metres as mu, 15 to the hectare. */
export const inMu = (squareMetres: number): number => (squareMetres * 3) / 2000

/** Square metres as hectares. */
export const inHectares = (squareMetres: number): number => squareMetres / 10_000
