import type * as z from 'zod'
import type { Tx } from '#kernel/database'
import { definePoint, type House } from '#kernel/engine'
import type { Part } from '#kernel/system'
import { defineRoom } from '#kernel/room'
import type { Actor } from '#engines/identity'
import type { CityFace } from './index.ts'

/** What is true of the city as every page is told it. */
export const cityFace = defineRoom<CityFace>('city face')

/** An engine's part of the manifest. */
export interface Face<S extends z.ZodObject = z.ZodObject> {
  /** What it holds: the interface is described, and the web typed, by it. */
  shape: S
  /** Tells it as far as the reader may open it. */
  tells: (house: House, actor: Actor) => z.input<S> | Promise<z.input<S>>
}
/** What the web is told: each engine gives its own part of the manifest. */
export const faces = definePoint<Face>('faces')

/** An engine's part of the manifest, what it tells held against its shape. */
export const defineFace = <S extends z.ZodObject>(shape: S, tells: Face<S>['tells']): Face<S> => ({ shape, tells })

/** Who may read the files that something shows: files follow their record. */
export interface FileReader {
  /** The kind of what uses a file. */
  kind: string
  mayRead: (house: House, actor: Actor, id: string) => Promise<boolean>
}
export const fileReaders = definePoint<FileReader>('file readers')

/** A kind of part whose rows a search may find, under `read`. */
export const findables = definePoint<string>('findables')

/** Where a counted row stands. */
export interface Standing {
  within: string | null
  agency: string | null
  region: string | null
}

/** A kind of part whose rows an indicator may count. */
export interface Countable {
  kind: string
  /** The events that change one; with `true` where nothing was counted of it before. */
  changes: Readonly<Record<string, boolean>>
  /** What an event's publisher holds, as a formula sees it. */
  standing: (held: unknown) => Standing
  /** Rows by their ids, as formulas see them. */
  rows: (tx: Tx, of: Part, ids: readonly string[]) => Promise<ReadonlyMap<string, Standing>>
  /** Every row there is, as a statement that selects `id`, and its values. */
  every: (of: Part) => [text: string, values: readonly unknown[]]
  /** Where one is read. */
  path: (of: Part, id: string) => string
  /** Names of rows, only of those that an actor may read one by one. */
  titles: (house: House, of: Part, actor: Actor, ids: readonly string[]) => Promise<ReadonlyMap<string, string>>
}
export const countables = definePoint<Countable>('countables')
