import type { Database } from '#kernel/database'
import type { EventWords, Hearer } from '#kernel/event'
import type { Coded } from '#kernel/fault'
import type { Host } from '#kernel/http'
import type { Job } from '#kernel/job'
import { defineRoom } from '#kernel/room'
import type { Given, House } from './house.ts'
import type { ServerRole, Thread } from './role.ts'
import type { Route } from './route.ts'
import type { Setting } from './setting.ts'

export { definePoint, houseOf, reading, settleIn, type Given, type House, type Point, type Settings } from './house.ts'
export { all, defineServerRole, rolesOf, web, worker, type ServerRole, type Thread } from './role.ts'
export { defineSetting, toldBy, type Setting, type Told } from './setting.ts'
export { bytes, instant, lines, made, nextOf, pageOf, rowsOf, type Wire } from './shape.ts'
export {
  defineRoute,
  each,
  type Asked,
  type Each,
  type Proof,
  type Right,
  type Route,
  type Standing,
  type Takes,
} from './route.ts'
export { actShape, type Address, type Listed, type ShownAct, type Shows } from './shows.ts'

/** Where the rows of a table would lie in a city past one machine: by a column's value, or whole on every node. */
export interface Placed {
  /** The column, or `reference`: whole on every node. */
  by: string
  /** Why its rows may lie so. */
  why: string
  /** Unique indexes and foreign keys that do not hold the column, by name, and what would take their place. */
  breaks?: Readonly<Record<string, string>>
}

/** Tables by name, each with its place. */
export type Placement = Readonly<Record<string, Placed>>

/** Why a table whose key is a UUID made in the process needs no index over all nodes. */
export const madeUnique =
  'ids are UUIDs made in the process; unique by their making, no longer by an index over all nodes'

/** A table that lies whole on every node. */
export const everywhere = (why: string): Placed => ({ by: 'reference', why })

/**
 * What the clock has an engine do. `ends`: keeps what a period that has ended leaves. `moves`: moves what is due.
 * `follows`: brings what is counted into step. Each phase is done by every engine before the next begins.
 */
export interface Tick {
  phase: 'ends' | 'moves' | 'follows'
  /** Does some of it. @returns how much was done; it is asked again until nothing was */
  does: (house: House, at: Date) => Promise<number>
  /** The next instant at which there is something to do; null when nothing waits for the clock. */
  next?: (house: House) => Promise<Date | null>
}

interface Declared {
  /** What it is called where the interface is described: two to six Chinese characters. */
  title: string
  /** The engines below that it stands on. */
  needs?: readonly Engine[]
  /** The kinds of part that systems declare with it: the word of the kind → the file of a system's folder where it stands. */
  kinds?: Readonly<Record<string, string>>
  /** A city has one part of these kinds: its routes are told of under the system that declares it. */
  sole?: true
  /** Where the rows of its tables would lie past one machine, with those that the systems' parts have made. */
  tables?: Placement | ((parts: House['parts']) => Placement)
  events?: EventWords
  /** What it does when a lower floor tells of something; a function where that hangs on what the systems declare. */
  hears?: readonly Hearer[] | ((house: House) => readonly Hearer[])
  faults?: readonly Coded[]
  routes?: readonly Route[]
  jobs?: readonly Job[]
  ticks?: readonly Tick[]
  /** What it gives to the points of lower floors. */
  gives?: readonly Given[]
  /** What it heeds of what whoever runs the city may set. */
  settings?: readonly Setting[]
  /** What a process may be for it, beside those that serve or work for every engine. */
  roles?: readonly ServerRole[]
  /** Brings what the city declares into its rows, as the owner, before anything is served. */
  prepares?: (database: Database) => Promise<void>
  /** Makes ready what it keeps for this house. */
  opens?: (house: House) => Promise<void> | void
  /** Brings what this process keeps of it in memory into step with what another has changed; asked every few seconds. */
  renews?: (house: House) => Promise<void>
  /** Hangs on the host what is no route: hooks, and what a library serves. */
  mounts?: (house: House, host: Host) => void
  /** Begins what goes on beside the requests of a process that works. @returns what waits for its end */
  starts?: (house: House) => Promise<void> | void
  /** What it does in threads of their own, each over a house without a host, where a process works. */
  threads?: Readonly<Record<string, (house: House, thread: Thread) => Promise<void>>>
}

/** A capability of the platform, all of it said in one place. */
export interface Engine {
  readonly name: string
  readonly title: string
  readonly needs: readonly Engine[]
  readonly kinds: Readonly<Record<string, string>>
  readonly sole: boolean
  readonly tables: (parts: House['parts']) => Placement
  readonly events: EventWords | undefined
  readonly hears: NonNullable<Declared['hears']>
  readonly faults: readonly Coded[]
  readonly routes: readonly Route[]
  readonly jobs: readonly Job[]
  readonly ticks: readonly Tick[]
  readonly gives: readonly Given[]
  readonly settings: readonly Setting[]
  readonly roles: readonly ServerRole[]
  readonly prepares: Declared['prepares'] | undefined
  readonly opens: Declared['opens'] | undefined
  readonly renews: Declared['renews'] | undefined
  readonly mounts: Declared['mounts'] | undefined
  readonly starts: Declared['starts'] | undefined
  readonly threads: NonNullable<Declared['threads']>
}

/** Declares an engine. Its name is its folder, and permanent: it is in the codes of its refusals. */
export function defineEngine(name: string, d: Declared): Engine {
  return {
    name,
    title: d.title,
    needs: d.needs ?? [],
    kinds: d.kinds ?? {},
    sole: d.sole ?? false,
    tables: typeof d.tables === 'function' ? d.tables : () => (d.tables ?? {}) as Placement,
    events: d.events,
    hears: d.hears ?? [],
    faults: d.faults ?? [],
    routes: d.routes ?? [],
    jobs: d.jobs ?? [],
    ticks: d.ticks ?? [],
    gives: d.gives ?? [],
    settings: d.settings ?? [],
    roles: d.roles ?? [],
    prepares: d.prepares,
    opens: d.opens,
    renews: d.renews,
    mounts: d.mounts,
    starts: d.starts,
    threads: d.threads ?? {},
  }
}

/** The engines that a house is made of, the lowest floor first. */
export const builtOf = defineRoom<readonly Engine[]>('engines')
