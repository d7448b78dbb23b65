/** Anything an engine's `define…` makes: inert, with a kind and a permanent name. */
export interface Part {
  readonly kind: string
  readonly name: string
  /** What people call it. */
  readonly title: string
}

/** A system of the plan: what it is made of, listed aloud. */
export interface System {
  readonly kind: 'system'
  readonly name: string
  readonly title: string
  /** The agency that answers for it, by id. */
  readonly owner: string
  readonly parts: readonly Part[]
  readonly pages: readonly Part[]
}

/** Declares a system. Its name is its folder and permanent. */
export function defineSystem(name: string, d: Omit<System, 'kind' | 'name'>): System {
  const seen = new Set<string>()
  for (const part of d.parts) {
    const key = `${part.kind}:${part.name}`
    if (seen.has(key)) throw new Error(`${name} lists ${key} twice`)
    seen.add(key)
  }
  return { kind: 'system', name, ...d }
}

/** Every part of one kind, over all systems, by name. */
export function partsOf<P extends Part>(
  systems: readonly System[],
  kind: P['kind'],
): Map<string, P & { system: string }> {
  const found = new Map<string, P & { system: string }>()
  for (const system of systems) {
    for (const part of system.parts) {
      if (part.kind !== kind) continue
      if (found.has(part.name)) throw new Error(`two systems declare the ${kind} ${part.name}`)
      found.set(part.name, { ...(part as P), system: system.name })
    }
  }
  return found
}
