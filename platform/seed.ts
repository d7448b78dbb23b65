import type { AnyCase } from '#engines/case'
import type { Intake } from '#engines/document'
import type { NewRecord, RecordOf, Register } from '#engines/register'

/** One thing that happened in the demonstration city: who did what, on which day. It goes through the same verbs as everyone's. */
export type SeedAct = { on: string; by: string } & (
  | { imports: Intake; city: 'plan' }
  | { registers: Register; rows: readonly Record<string, unknown>[] }
  | {
      acts: AnyCase
      which: (record: Record<string, unknown>) => boolean
      unit?: string
      action: string
      form?: Record<string, unknown>
      evidence?: { name: string; text: string }
    }
)

/** Rows that someone registered. */
export const registered = <R extends Register>(
  on: string,
  by: string,
  register: R,
  rows: readonly NewRecord<R>[],
): SeedAct => ({ on, by, registers: register, rows: rows as never })

/** An action that someone took on every case whose subject fits. */
export const acted = <R extends Register>(
  on: string,
  by: string,
  declared: AnyCase & { subject: R },
  which: (record: RecordOf<R>) => boolean,
  d: { action: string; unit?: string; form?: Record<string, unknown>; evidence?: { name: string; text: string } },
): SeedAct => ({ on, by, acts: declared, which: which as never, ...d })
