import { cornersOf, mostPositions, turnOf, type Area, type Line, type Position } from './shape.ts'

interface Edge {
  ring: number
  /** Its place in the ring, and how many edges the ring has. */
  at: number
  of: number
  from: Position
  to: Position
}

const called = (ring: number) => (ring === 0 ? '外边界' : `第 ${ring} 个洞`)

/** What is wrong with a piece of ground in a sentence; null where nothing is. Its positions have six decimals at the most. */
export function faultOfArea({ coordinates }: Area): string | null {
  if (coordinates.length === 0) return '应有一圈外边界'
  const many = faultOfNumber(coordinates.reduce((sum, ring) => sum + ring.length, 0))
  if (many) return many
  const rings = coordinates.map(cornersOf)
  for (const [at, corners] of rings.entries()) {
    if (new Set(corners.map(String)).size < 3) return `${called(at)}至少要有三个不同的角`
    const [first, second] = corners as [Position, Position]
    if (corners.every((one) => turnOf(first, second, one) === 0)) return `${called(at)}的角都在一条直线上，没有面积`
  }
  return faultOfEdges(rings.flatMap(edgesOf)) ?? faultOfHoles(rings)
}

/** What is wrong with a line in a sentence; null where nothing is. It may cross itself, as a road does. */
export function faultOfLine({ coordinates }: Line): string | null {
  const [first] = coordinates
  if (!coordinates.some((one) => first && String(one) !== String(first))) return '至少要有两个不同的点'
  return faultOfNumber(coordinates.length)
}

const faultOfNumber = (positions: number) =>
  positions > mostPositions ? `最多 ${mostPositions} 个点，现在 ${positions} 个` : null

const edgesOf = (corners: readonly Position[], ring: number): Edge[] =>
  corners.map((from, at) => ({
    ...{ ring, at, of: corners.length, from },
    to: corners[(at + 1) % corners.length] as Position,
  }))

/** Edges from west to east, each held against those that begin before it ends. */
function faultOfEdges(edges: readonly Edge[]): string | null {
  const west = ({ from, to }: Edge) => Math.min(from[0], to[0])
  const sorted = edges.toSorted((one, other) => west(one) - west(other))
  for (const [at, one] of sorted.entries()) {
    const east = Math.max(one.from[0], one.to[0])
    for (let next = at + 1; next < sorted.length; next += 1) {
      const other = sorted[next] as Edge
      if (west(other) > east) break
      if (meet(one, other)) return meetingSays(...([one, other].toSorted(byRing) as [Edge, Edge]))
    }
  }
  return null
}

const byRing = (one: Edge, other: Edge) => one.ring - other.ring || one.at - other.at

function meetingSays(one: Edge, other: Edge): string {
  const edge = ({ at, of }: Edge) => `第 ${at + 1} 角到第 ${((at + 1) % of) + 1} 角的边`
  return one.ring === other.ring
    ? `${called(one.ring)}${edge(one)}与${edge(other)}相交或相接`
    : `${called(one.ring)}${edge(one)}与${called(other.ring)}${edge(other)}相交或相接`
}

/** Whether two edges have more in common than the corner that joins neighbours. */
function meet(one: Edge, other: Edge): boolean {
  if (one.ring === other.ring) {
    if ((one.at + 1) % one.of === other.at) return foldsBack(one.from, one.to, other.to)
    if ((other.at + 1) % one.of === one.at) return foldsBack(other.from, other.to, one.to)
  }
  const sides = [
    [turnOf(one.from, one.to, other.from), turnOf(one.from, one.to, other.to)],
    [turnOf(other.from, other.to, one.from), turnOf(other.from, other.to, one.to)],
  ] as [[number, number], [number, number]]
  if (sides.some(([a, b]) => Math.sign(a) * Math.sign(b) > 0)) return false
  return [0, 1].every((axis) => {
    const [a, b, c, d] = [one.from, one.to, other.from, other.to].map((position) => position[axis] as number) as [
      ...[number, number, number, number],
    ]
    return Math.max(Math.min(a, b), Math.min(c, d)) <= Math.min(Math.max(a, b), Math.max(c, d))
  })
}

/** Whether a way turns back over itself at its middle. */
const foldsBack = (from: Position, middle: Position, to: Position) =>
  turnOf(from, middle, to) === 0 &&
  (from[0] - middle[0]) * (to[0] - middle[0]) + (from[1] - middle[1]) * (to[1] - middle[1]) > 0

/** Of rings that meet nowhere, one corner says where a whole ring lies. */
function faultOfHoles([outer = [], ...holes]: readonly Position[][]): string | null {
  for (const [at, hole] of holes.entries()) {
    const [corner] = hole as [Position]
    if (!isInside(corner, outer)) return `${called(at + 1)}不在外边界里面`
    if (holes.some((other) => other !== hole && isInside(corner, other))) return `${called(at + 1)}在另一个洞里面`
  }
  return null
}

/** Whether a position that is on no edge of a ring lies inside: a ray to the east crosses an odd number of edges. */
const isInside = (position: Position, corners: readonly Position[]) =>
  corners.filter((from, at) => {
    const to = corners[(at + 1) % corners.length] as Position
    if (from[1] > position[1] === to[1] > position[1]) return false
    return from[1] < to[1] ? turnOf(from, to, position) > 0 : turnOf(from, to, position) < 0
  }).length %
    2 ===
  1
