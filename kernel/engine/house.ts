import type { Clock } from '#kernel/clock'
import type { Database } from '#kernel/database'
import type { FileStore } from '#kernel/file'
import type { Jobs } from '#kernel/job'
import { defineRoom, type Rooms } from '#kernel/room'
import { partsOf, type Part, type System } from '#kernel/system'
import type { Told } from './setting.ts'

/** What whoever runs the city has set. */
export interface Settings {
  dataDir: string
  /** What was set of what the engines heed. */
  told: Told
  /** The address under which everyone reaches the city; without it, where it listens. */
  publicUrl?: string | undefined
  /** The built web app; without it only the interface answers. */
  webRoot?: string | undefined
}

/** One open city: what every engine stands on. */
export interface House {
  readonly rooms: Rooms
  readonly database: Database
  readonly clock: Clock
  readonly files: FileStore
  readonly jobs: Jobs
  readonly systems: readonly System[]
  readonly settings: Settings
  /** Every part of one kind that the systems declare, by name. */
  parts: <P extends Part>(kind: P['kind']) => ReadonlyMap<string, P & { system: string }>
  /** What the engines have given to a point, in the order of their floors. */
  given: <T>(point: Point<T>) => readonly T[]
}

/** Where a lower floor takes what upper floors give it: what counts, what is evidence, what a page is told. */
export interface Point<T> {
  readonly name: string
  /** Gives something to the point; an engine lists it under `gives`. */
  readonly give: (value: T) => Given
}

/** Something that is given to a point. */
export interface Given {
  readonly to: Point<never>
  readonly value: unknown
}

/** Declares a point. */
export function definePoint<T>(name: string): Point<T> {
  const point: Point<T> = { name, give: (value) => ({ to: point as Point<never>, value }) }
  return point
}

const here = defineRoom<House>('house')

/** The house of a database or of a transaction. */
export const houseOf = ({ rooms }: { rooms: Rooms }): House => rooms.get(here)

/** Puts a house where its transactions find it. */
export function settleIn(house: House) {
  house.rooms.put(here, house)
}

/** The parts of systems and what is given to points, each looked through once. */
export function reading(systems: readonly System[], given: readonly Given[]): Pick<House, 'parts' | 'given'> {
  const kinds = new Map<string, ReadonlyMap<string, Part & { system: string }>>()
  const points = new Map<Point<never>, readonly unknown[]>()
  return {
    parts: <P extends Part>(kind: P['kind']) => {
      const known = kinds.get(kind) ?? partsOf<Part>(systems, kind)
      kinds.set(kind, known)
      return known as ReadonlyMap<string, P & { system: string }>
    },
    given: <T>(point: Point<T>) => {
      const to = point as Point<never>
      const known = points.get(to) ?? given.filter((one) => one.to === to).map(({ value }) => value)
      points.set(to, known)
      return known as readonly T[]
    },
  }
}
