import type { AnyCase } from '#engines/case'
import type { Intake } from '#engines/document'
import type { Bulletin } from '#engines/indicator'
import type { NewRecord, RecordOf, Register } from '#engines/register'

/** One thing that happened in the demonstration city: who did what, on which day. It goes through the same verbs as everyone's. */
export type SeedAct = { on: string; by: string } & (
  | { imports: Intake; city: 'plan' }
  | { registers: Register; rows: (find: Find) => Promise<readonly Record<string, unknown>[]> }
  | { composes: Bulletin; about: Register; which: (record: Record<string, unknown>) => boolean; month: string }
  | {
      acts: AnyCase
      which: (record: Record<string, unknown>) => boolean
      unit?: string
      action: string
      form?: Record<string, unknown>
      evidence?: { name: string; text: string }
    }
)

/** The one row of a register that fits. */
export type Find = <R extends Register>(register: R, which: (record: RecordOf<R>) => boolean) => Promise<RecordOf<R>>

/** Rows that someone registered; they may refer to rows that are there by then. */
export const registered = <R extends Register>(
  on: string,
  by: string,
  register: R,
  rows: readonly NewRecord<R>[] | ((find: Find) => Promise<readonly NewRecord<R>[]>),
): SeedAct => ({ on, by, registers: register, rows: (typeof rows === 'function' ? rows : async () => rows) as never })

/** A month's bulletin that someone had drafted about a row. */
export const composed = <R extends Register>(
  on: string,
  by: string,
  bulletin: Bulletin & { about: R },
  which: (record: RecordOf<R>) => boolean,
  month: string,
): SeedAct => ({ on, by, composes: bulletin, about: bulletin.about, which: which as never, month })

/** An action that someone took on every case whose subject fits. */
export const acted = <R extends Register>(
  on: string,
  by: string,
  declared: AnyCase & { subject: R },
  which: (record: RecordOf<R>) => boolean,
  d: { action: string; unit?: string; form?: Record<string, unknown>; evidence?: { name: string; text: string } },
): SeedAct => ({ on, by, acts: declared, which: which as never, ...d })
