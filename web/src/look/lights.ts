import type { SignalFace } from '../../../platform/manifest.ts'

const order: SignalFace['shape'][] = ['late', 'near', 'stop', 'wait', 'ok', 'on', 'done']

/** The light that asks for attention first. */
export function worst(lights: (SignalFace | null)[]): SignalFace | null {
  const lit = lights.filter((one) => one !== null)
  return lit.toSorted((a, b) => order.indexOf(a.shape) - order.indexOf(b.shape))[0] ?? null
}

/** How many of each light, the most urgent first. */
export function tally(lights: (SignalFace | null)[]): { light: SignalFace; count: number }[] {
  const counts = new Map<string, { light: SignalFace; count: number }>()
  for (const light of lights) {
    if (!light) continue
    const found = counts.get(light.title)
    if (found) found.count += 1
    else counts.set(light.title, { light, count: 1 })
  }
  return [...counts.values()].toSorted((a, b) => order.indexOf(a.light.shape) - order.indexOf(b.light.shape))
}

/** Lights of which a reader should know without asking. */
export function isUrgent(light: SignalFace | null): boolean {
  return light?.shape === 'late' || light?.shape === 'near'
}

/** Declared lights by name, the most urgent first; of one shape, the one declared last. */
export function inOrder(signals: [string, SignalFace][]): [string, SignalFace][] {
  return signals.toReversed().toSorted(([, a], [, b]) => order.indexOf(a.shape) - order.indexOf(b.shape))
}
