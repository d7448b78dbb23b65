import type { Clock } from '#kernel/clock'
import type { Engine } from '#kernel/engine'
import type { Keeper } from '#kernel/keeper'
import type { System } from '#kernel/system'
import type { CityFace } from '#engines/front'
import type { DeclaredDirectory } from '#engines/identity/run'

/** What is true of one city only. */
export interface City {
  directory: DeclaredDirectory
  face: CityFace
}

/** What a house is opened with that holds functions, so that no thread can be handed it. */
export interface OpenedWith {
  systems: readonly System[]
  /** The engines, the lowest floor first; without them every one. */
  engines?: readonly Engine[]
  /** What is true of the city that is served; without it, Yancheng. */
  city?: City
  clock?: Clock
  /** Keeps the master key of custody; absent, one in this process. */
  keeper?: Keeper
  /** How a thread makes all of this again; a house that does not say it starts no threads. */
  again?: Again
}

/** Where a thread finds the opener of its house, and what it was given: as plain data, for it is cloned. */
export interface Again {
  module: string
  name: string
  given: unknown
}

/** Makes what a house is opened with. */
export type Opener<Given> = (given: Given) => OpenedWith & { again: Again }

/**
 * Declares an opener: its module exports it under its name, so that a thread of the house imports that module again and
 * opens what the house was opened with. What moves, such as a clock that is held by hand, is another one in each thread.
 * @param module the address of the module that exports it, `import.meta.url`
 * @param makes of what it is given (plain data) what the house is opened with
 */
export const defineOpener =
  <Given>(module: string, name: string, makes: (given: Given) => Omit<OpenedWith, 'again'>): Opener<Given> =>
  (given) => ({ ...makes(given), again: { module, name, given } })

/** Opens again, in another thread, what a house was opened with. @throws Error where its module exports no such opener */
export async function openedAgain({ module, name, given }: Again): Promise<OpenedWith> {
  const exported: Partial<Record<string, Opener<unknown>>> = await import(module)
  const opener = exported[name]
  if (!opener) throw new Error(`${module} exports no opener ${name}`)
  return opener(given)
}
