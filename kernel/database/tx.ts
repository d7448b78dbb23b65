import type { Rooms } from '#kernel/room'

/**
 * What rows a statement may see, as PostgreSQL's row-level security reads it (`scope.*` settings).
 * An empty scope sees nothing that is guarded.
 */
export interface Scope {
  /** `on`: every row. */
  all?: 'on'
  agency?: string
  /** Region codes, comma-separated; each covers what its code begins. */
  areas?: string
  person?: string
}

export type Row = Record<string, unknown>

/** What an added row is beside the others of its table. */
export interface Adding {
  /** The columns that make a row one: where it is there already, its other columns are brought up to date. */
  key?: readonly string[]
  /** Of these, what is there and what is added are summed. */
  sums?: readonly string[]
  /** These stay as they were written first. */
  keeps?: readonly string[]
  /** The database function that writes such rows, `schema.name`, for a table that the writer's scope does not reach. */
  through?: string
  /** Tables whose rows refer to this one: those that wait are written first, so that later ones stand behind it. */
  referredBy?: readonly string[]
  /** What PostgreSQL's refusal means; of rows that go together the first one's word stands for all. */
  refused?: (error: Error) => unknown
}

/** Asks for rows, from a transaction or from outside one. */
export type Ask = Tx['query']

/** A transaction. Everything it writes is there together or not at all; its scope stays what it was to the end. */
export interface Tx {
  query: <R = Row>(text: string, values?: readonly unknown[]) => Promise<R[]>
  /** A question that acts ask often and that none of them changes: asked once in a transaction. */
  ask: <R = Row>(text: string, values?: readonly unknown[]) => Promise<R[]>
  /** Writes without waiting: what follows stands behind it, and a failure is told to whoever waits next. */
  run: (text: string, values?: readonly unknown[]) => void
  /** Has the rest of the transaction reach these rows too, and the cases over, under and within them. */
  holds: (ids: readonly (string | null)[]) => void
  /** The same for the rows whose ids a statement finds under the scope as it stands, without waiting for it. */
  holdsFound: (text: string, values: readonly unknown[]) => void
  /**
   * Writes a row with the others of its table: before anything that may read it, and before the commit at the latest.
   * @param table `schema.table`. @param row by column; JSON, so that jsonb and arrays are given as they are
   */
  add: (table: string, row: Row, adding?: Adding) => void
  /** Runs once the transaction is durable; never when it was rolled back. */
  afterCommit: (act: () => void) => void
  /** What the city of this database keeps beside its rows. */
  readonly rooms: Rooms
}

/** A cell of a row that is copied; JSON and arrays are written as PostgreSQL reads them from text. */
export type Cell = string | number | bigint | boolean | Date | null

/** A table and its columns, in the order in which rows give them; written in code, never taken from outside. */
export interface CopyTo {
  /** `schema.table`, one that no scope guards: PostgreSQL copies nothing into a table with row-level security. */
  table: string
  columns: readonly string[]
}

export interface Database {
  /**
   * One statement that only reads, under a scope, in one round trip: the scope cannot leak to another reader.
   * @param plan `once` for a statement whose way through the indexes is the same whatever its values are: planning it for
   *   each of them can take longer than doing it
   */
  read: <R = Row>(scope: Scope, text: string, values?: readonly unknown[], plan?: 'once') => Promise<R[]>
  /**
   * A transaction under a scope; a serialisation failure or deadlock is tried again, at most three times.
   * @param plan `once` where all that is asked finds rows by their ids: to plan that for each value takes longer than to do it
   */
  write: <T>(scope: Scope, act: (tx: Tx) => Promise<T>, plan?: 'once') => Promise<T>
  /**
   * A transaction, over every row, that those who write at the same time share: one commit for all, each with its own
   * answer or its own failure. Only for acts that touch nothing but rows of their own making.
   */
  share: <T>(act: (tx: Tx) => Promise<T>) => Promise<T>
  /** Copies rows into a table that no scope guards, all or none, as they come. @returns how many */
  copyIn: (to: CopyTo, rows: AsyncIterable<readonly Cell[]> | Iterable<readonly Cell[]>) => Promise<number>
  /** Copies out what a constant query finds under a scope, as its reader takes it: the cells of a row as text. */
  copyOut: (scope: Scope, text: string) => AsyncGenerator<(string | null)[]>
  /** What the city of this database keeps beside its rows. */
  readonly rooms: Rooms
  close: () => Promise<void>
}
