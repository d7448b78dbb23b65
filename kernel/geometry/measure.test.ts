import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { anyArea, anyLine } from '../../testing/shapes.ts'
import { areaOf, inHectares, inMu, lineOf, metresOf, squareMetresOf, type Position } from './index.ts'

const axis = 6_378_137
const flattening = 1 / 298.257_223_563
const e = Math.sqrt(flattening * (2 - flattening))
const radians = (degrees: number) => (degrees * Math.PI) / 180
const near = (found: number, meant: number, share: number) =>
  assert.ok(Math.abs(found - meant) <= share * meant, `${found} is not ${meant}`)

/** The latitude of the sphere that is as large as the ellipsoid, on which areas stay what they are. @source Snyder 1987, 3-11 f. */
function onSphere(latitude: number): { latitude: number; radius: number } {
  const q = (sine: number) =>
    (1 - e ** 2) * (sine / (1 - e ** 2 * sine ** 2) - Math.log((1 - e * sine) / (1 + e * sine)) / (2 * e))
  return { latitude: Math.asin(q(Math.sin(radians(latitude))) / q(1)), radius: axis * Math.sqrt(q(1) / 2) }
}

/** The area of a ring by the spherical excess of its triangles, by the tangents of half their sides and the angle between. */
function byExcess(ring: readonly Position[]): number {
  const { radius } = onSphere(0)
  const corners = ring.map(([x, y]) => [radians(x), onSphere(y).latitude] as const)
  const excess = corners.slice(1).reduce((sum, [x, y], at) => {
    const [fromX, fromY] = corners[at] as readonly [number, number]
    const top = Math.tan((x - fromX) / 2) * (Math.tan(fromY / 2) + Math.tan(y / 2))
    return sum + 2 * Math.atan(top / (1 + Math.tan(fromY / 2) * Math.tan(y / 2)))
  }, 0)
  return Math.abs(excess) * radius ** 2
}

/** Edges that are straight in degrees as many short ones, beside which an arc between the same ends is not seen. */
const inShort = (positions: readonly Position[]): Position[] =>
  positions.flatMap(([x, y], at): Position[] => {
    const [fromX, fromY] = positions[at - 1] ?? [x, y]
    const parts = at === 0 ? 1 : 64
    return Array.from({ length: parts }, (_, part) => {
      const share = (part + 1) / parts
      return [fromX + share * (x - fromX), fromY + share * (y - fromY)]
    })
  })

/** The shortest way on the ellipsoid. @source Vincenty 1975, the inverse formula */
function shortest([fromX, fromY]: Position, [toX, toY]: Position): number {
  const b = axis * (1 - flattening)
  const [u, v] = [fromY, toY].map((y) => Math.atan((1 - flattening) * Math.tan(radians(y)))) as [number, number]
  const l = radians(toX - fromX)
  let [lambda, sigma, cosine, middle, sine] = [l, 0, 0, 0, 0]
  for (let round = 0; round < 50; round += 1) {
    sine = Math.hypot(
      Math.cos(v) * Math.sin(lambda),
      Math.cos(u) * Math.sin(v) - Math.sin(u) * Math.cos(v) * Math.cos(lambda),
    )
    if (sine === 0) return 0
    const cosSigma = Math.sin(u) * Math.sin(v) + Math.cos(u) * Math.cos(v) * Math.cos(lambda)
    sigma = Math.atan2(sine, cosSigma)
    const alpha = (Math.cos(u) * Math.cos(v) * Math.sin(lambda)) / sine
    cosine = 1 - alpha ** 2
    middle = cosSigma - (2 * Math.sin(u) * Math.sin(v)) / cosine
    const c = (flattening / 16) * cosine * (4 + flattening * (4 - 3 * cosine))
    lambda = l + (1 - c) * flattening * alpha * (sigma + c * sine * (middle + c * cosSigma * (2 * middle ** 2 - 1)))
  }
  const w = (cosine * (axis ** 2 - b ** 2)) / b ** 2
  const a = 1 + (w / 16384) * (4096 + w * (w * (320 - 175 * w) - 768))
  const d = (w / 1024) * (256 + w * (w * (74 - 47 * w) - 128))
  const first = Math.cos(sigma) * (2 * middle ** 2 - 1)
  const second = (d / 6) * middle * (4 * sine ** 2 - 3) * (4 * middle ** 2 - 3)
  return b * a * (sigma - d * sine * (middle + (d / 4) * (first - second)))
}

test('the earth is as large as it is published to be, and half of it half', () => {
  const whole = areaOf([
    [
      [-180, -90],
      [180, -90],
      [180, 0],
      [180, 90],
      [-180, 90],
      [-180, 0],
    ],
  ])
  near(squareMetresOf(whole), 510_065_621.724e6, 1e-6)
  near(
    squareMetresOf(
      areaOf([
        [
          [-180, 0],
          [180, 0],
          [180, 90],
          [-180, 90],
        ],
      ]),
    ),
    255_032_810.862e6,
    1e-6,
  )
})

test('a degree of the meridian and of the parallel at 33° are as long as they are published, and so is a line that was surveyed', () => {
  near(
    metresOf(
      lineOf([
        [120, 32.5],
        [120, 33.5],
      ]),
    ),
    110_904.4,
    1e-5,
  )
  near(
    metresOf(
      lineOf([
        [120, 33],
        [121, 33],
      ]),
    ),
    93_453.2,
    1e-5,
  )
  // Flinders Peak to Buninyong, of the technical manual of Australia's datum: 54,972.271 m.
  const peaks: [Position, Position] = [
    [144 + 25 / 60 + 29.5244 / 3600, -(37 + 57 / 60 + 3.7203 / 3600)],
    [143 + 55 / 60 + 35.3839 / 3600, -(37 + 39 / 60 + 10.1561 / 3600)],
  ]
  near(shortest(...peaks), 54_972.271, 1e-8)
  near(metresOf(lineOf(peaks)), 54_972.271, 1e-5)
})

test('law: areas are those of the spherical excess, lengths those of many shortest ways one after the other', () => {
  fc.assert(
    fc.property(anyArea(), ({ type, coordinates }) => {
      const meant = coordinates.map((ring) => byExcess(inShort(ring)))
      near(
        squareMetresOf({ type, coordinates }),
        meant.slice(1).reduce((left, hole) => left - hole, meant[0] ?? 0),
        1e-6,
      )
    }),
  )
  fc.assert(
    fc.property(anyLine(), (line) => {
      const steps = inShort(line.coordinates)
      const meant = steps.slice(1).reduce((sum, to, at) => sum + shortest(steps[at] as Position, to), 0)
      near(metresOf(line), meant, 1e-6)
    }),
  )
})

test('law: a ring is the same area from whichever corner and whichever way it is written', () => {
  fc.assert(
    fc.property(anyArea(), fc.nat(), fc.boolean(), (area, turn, back) => {
      const rings = area.coordinates.map((ring) => {
        const corners = ring.slice(1)
        const start = turn % corners.length
        const turned = [...corners.slice(start), ...corners.slice(0, start)]
        return back ? turned.toReversed() : turned
      })
      assert.equal(squareMetresOf({ type: 'Polygon', coordinates: rings }), squareMetresOf(area))
      assert.equal(squareMetresOf(areaOf(rings)), squareMetresOf(area))
    }),
  )
})

test('a plot of a hundred metres each way is fifteen mu, a hectare', () => {
  const [east, north] = [100 / 93_453.2, 100 / 110_904.4]
  const plot = squareMetresOf(
    areaOf([
      [
        [120, 33],
        [120 + east, 33],
        [120 + east, 33 + north],
        [120, 33 + north],
      ],
    ]),
  )
  near(inMu(plot), 15, 1e-3)
  near(inHectares(plot), 1, 1e-3)
})
