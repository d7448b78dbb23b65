import type { SignalFace } from '../../../platform/manifest.ts'

const order: SignalFace['shape'][] = ['late', 'near', 'stop', 'wait', 'ok', 'on', 'done']

/** The light that asks for attention first. */
export function worst(lights: (SignalFace | null)[]): SignalFace | null {
  const lit = lights.filter((one) => one !== null)
  return lit.toSorted((a, b) => order.indexOf(a.shape) - order.indexOf(b.shape))[0] ?? null
}

/** How many of each light, the most urgent first. */
export function tally(lights: (SignalFace | null)[]): { light: SignalFace; count: number }[] {
  return [
    ...Map.groupBy(
      lights.filter((one) => one !== null),
      ({ title }) => title,
    ).values(),
  ]
    .flatMap((same) => same.slice(0, 1).map((light) => ({ light, count: same.length })))
    .toSorted((a, b) => order.indexOf(a.light.shape) - order.indexOf(b.light.shape))
}

/** Lights of which a reader should know without asking. */
export function isUrgent(light: SignalFace | null): boolean {
  return light?.shape === 'late' || light?.shape === 'near'
}

/** Declared lights by name, the most urgent first; of one shape, the one declared last. */
export function inOrder(signals: [string, SignalFace][]): [string, SignalFace][] {
  return signals.toReversed().toSorted(([, a], [, b]) => order.indexOf(a.shape) - order.indexOf(b.shape))
}
