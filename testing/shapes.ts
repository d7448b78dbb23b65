import fc from 'fast-check'
import { areaOf, lineOf, toSixDecimals, type Area, type Line, type Position } from '#kernel/geometry'

const middle: Position = [120.16, 33.35]

/** As many places around a middle, each a whole share of the circle on and somewhere between two distances in degrees. */
function around([x, y]: Position, shares: readonly number[], [near, far]: readonly [number, number]): Position[] {
  return shares.map((share, at) => {
    const angle = (2 * Math.PI * at) / shares.length
    const distance = near + (far - near) * share
    return [toSixDecimals(x + distance * Math.cos(angle)), toSixDecimals(y + distance * Math.sin(angle))]
  })
}

const share = fc.double({ min: 0, max: 1, noNaN: true })
const shares = (most: number) => fc.array(share, { minLength: 3, maxLength: most })

/** A simple piece of ground as it is kept: every corner is seen from its middle, and there may be a hole there. */
export const anyArea = (most = 40): fc.Arbitrary<Area> =>
  fc.tuple(shares(most), fc.option(shares(12)), fc.integer({ min: 0, max: 100 })).map(([outer, hole, turn]) => {
    const ring = around(middle, outer, [0.01, 0.02])
    const start = turn % ring.length
    // The sides of a ring of three corners pass its middle at half the distance: its hole stays within.
    return areaOf([
      [...ring.slice(start), ...ring.slice(0, start)],
      ...(hole ? [around(middle, hole, [0.001, 0.004])] : []),
    ])
  })

/** A line as it is kept. */
export const anyLine = (most = 40): fc.Arbitrary<Line> =>
  fc.array(share, { minLength: 2, maxLength: most }).map((shares) => lineOf(around(middle, shares, [0.01, 0.02])))
