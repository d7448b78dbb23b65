type Json = Record<string, any> // oxlint-disable-line no-explicit-any -- what an outsider reads off the wire

/** A write by an action of a case. `version` is what was answered; until then the outcome is unknown. */
export interface ActNote {
  path: string
  subject: string
  action: string
  cookie: string
  body?: Json
  /** Its key, with which it may be asked for again; an undo has none. */
  key?: string
  /** Words found nowhere else, where the form has words. */
  words?: string
  version?: number
}

export interface RowNote {
  key: string
  cookie: string
  /** A name found nowhere else. */
  name: string
  body: Json
  id?: string
}

export interface AmendNote {
  id: string
  version: number
  field: string
  value: unknown
}

/** Everything the city was asked to write: what it acknowledged, and what was cut off before an answer. */
export interface Ledger {
  acts: ActNote[]
  rows: RowNote[]
  amends: AmendNote[]
  files: string[]
  jobs: string[]
  sessions: string[]
  /** Acts and rows without an answer yet. */
  open: { acts: ActNote[]; rows: RowNote[] }
  /** Requests, of any kind, that got no answer. */
  cut: number
  /** Answers that say that the house failed. */
  failures: number
}

/** An empty ledger. */
export const openLedger = (): Ledger => ({
  acts: [],
  rows: [],
  amends: [],
  files: [],
  jobs: [],
  sessions: [],
  open: { acts: [], rows: [] },
  cut: 0,
  failures: 0,
})

/** How many writes are acknowledged. */
export const acknowledged = ({ acts, rows, amends, files, jobs, sessions }: Ledger): number =>
  [acts, rows, amends, files, jobs, sessions].reduce((sum, list) => sum + list.length, 0)
