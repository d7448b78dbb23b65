import type { Outline } from './outlines.ts'

/** A step of a contour: M and L to a point, C a cubic curve, Z back to where it began. Millimetres, upwards. */
export type Step =
  readonly ['M' | 'L', number, number] | readonly ['C', number, number, number, number, number, number] | readonly ['Z']

/** A filled shape; a contour that runs the other way round is a hole in it. */
export type Shape = readonly Step[]

/** From where a shape comes to where it stands: x and y of a point. */
type Placing = (x: number, y: number) => readonly [number, number]

/** A character's outline as a shape, its curves cubic. @param placing from thousandths of its size */
export function shapeOf({ strokes }: Outline, placing: Placing): Shape {
  let [px, py] = [0, 0]
  return strokes.map(({ type, values: v }): Step => {
    const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = v
    if (type === 'Z') return ['Z']
    const from = [px, py] as const
    ;[px, py] = v.slice(-2) as [number, number]
    if (type === 'M' || type === 'L') return [type, ...placing(a, b)]
    const [one, two] =
      type === 'Q'
        ? [
            [from[0] + (2 / 3) * (a - from[0]), from[1] + (2 / 3) * (b - from[1])],
            [c + (2 / 3) * (a - c), d + (2 / 3) * (b - d)],
          ]
        : [
            [a, b],
            [c, d],
          ]
    const end = type === 'Q' ? [c, d] : [e, f]
    return [
      'C',
      ...placing(one[0] as number, one[1] as number),
      ...placing(two[0] as number, two[1] as number),
      ...placing(end[0] as number, end[1] as number),
    ]
  })
}

/** A circle about the origin, of four curves. @param way 1 with the sun or -1 against it */
export function circle(radius: number, way: 1 | -1 = 1): Shape {
  const [k, up] = [0.5522847498 * radius, radius * way]
  const ku = k * way
  return [
    ['M', radius, 0],
    ['C', radius, ku, k, up, 0, up],
    ['C', -k, up, -radius, ku, -radius, 0],
    ['C', -radius, -ku, -k, -up, 0, -up],
    ['C', k, -up, radius, -ku, radius, 0],
    ['Z'],
  ]
}

/** A five-pointed star about the origin, a point upwards. */
export function star(radius: number): Shape {
  const inner = radius * 0.381966
  const points = Array.from({ length: 10 }, (_, i) => {
    const [r, angle] = [i % 2 === 0 ? radius : inner, Math.PI / 2 + (i * Math.PI) / 5]
    return [r * Math.cos(angle), r * Math.sin(angle)] as const
  })
  return [...points.map(([x, y], i): Step => [i === 0 ? 'M' : 'L', x, y]), ['Z']]
}

const short = (n: number) => String(Math.round(n * 1000) / 1000)

/** Shapes as the words of a path. @param placing into the measures of whoever draws */
export const pathOf = (shapes: readonly Shape[], placing: Placing, letter: (step: string) => string, after: boolean) =>
  shapes
    .flat()
    .map(([kind, ...values]) => {
      const points: string[] = []
      for (let i = 0; i < values.length; i += 2)
        points.push(...placing(values[i] as number, values[i + 1] as number).map(short))
      return (after ? [...points, letter(kind)] : [letter(kind), ...points]).join(' ')
    })
    .join(after ? '\n' : ' ')
