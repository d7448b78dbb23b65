import type * as z from 'zod'
import { dayOf } from '#kernel/clock'
import type { Row, Tx } from '#kernel/database'
import { noteOf } from '#kernel/field'
import { directoryOf } from '#engines/identity/run'
import type { RecordOf, Register } from '#engines/register'
import { registerFaults, type By } from '#engines/register/run'
import { leaving, nextLook } from './deadline.ts'
import type { AnyCase } from './index.ts'
import { assignedTo, type CaseRow } from './row.ts'
import { wayBy } from './levels.ts'
import { standsStill } from './stop.ts'

/** The row that a case is about. */
export type Subject = RecordOf<Register> & Row
/** Who acts, and the case that acts: what follows a changed subject leaves that one to itself. */
export type Acting = By & { acting?: string }
/** Who writes a row that a case leaves, and where what opens over it stands as a part of that case. */
export type Leaving = By & { under?: { parent: string; agency: string; region: string } }
/**
 * The agency that holds a case over a row: the declared field's, or whoever owns the row while that is empty.
 * @throws register/wrong-fields where there is neither: nobody would ever find the case
 */
function holderOf({ title, holder, subject }: AnyCase, record: Subject): string {
  const named = holder ? (record[holder] as string | null) : null
  const agency = named ?? record.agency
  if (agency) return agency
  const { label } = holder ? noteOf(subject.fields[holder]) : { label: '承办单位' }
  throw registerFaults['wrong-fields']({ register: subject.title, wrong: [`${label}：还没有，“${title}”没有单位承办`] })
}

const isPersonal = ({ fields, naming }: Pick<Register, 'fields' | 'naming'>) =>
  noteOf(fields[naming] as z.ZodType).sensitivity === 'personal'

/** What a case is called: its subject's naming field; of a person's name the first character, since titles stand in lists, searches and inboxes. */
function titleOf({ fields, naming }: Register, record: Subject): string {
  const name = record[naming] as string
  if (!isPersonal({ fields, naming })) return name
  return `${[...name][0] ?? ''}**`
}

/** What its parties call it: a masked name is their own and says nothing to them, so it is the kind of case. */
export const titleForParties = ({ subject, title }: AnyCase, row: Pick<CaseRow, 'title'>): string =>
  isPersonal(subject as Register) ? title : row.title

/** What a case shows of its subject: its name, its due day, and who holds it. A case under another keeps its holder, where none is declared. */
export function resemble(tx: Tx, declared: AnyCase, row: CaseRow, record: Subject) {
  row.title = titleOf(declared.subject as Register, record)
  row.dueOn = declared.due ? (record[declared.due] as string | null) : null
  if (row.parent && !declared.holder) return
  const before = row.agency
  row.agency = holderOf(declared, record)
  if (before !== '' && before !== row.agency)
    Object.assign(row, { cameBy: wayBy(row, before), handler: null, handlerName: null })
  const placed = (declared.subject as Register).place !== undefined ? record.region : null
  row.region = placed ?? directoryOf(tx).agencies.get(row.agency)?.region ?? ''
}

/**
 * Brings the agencies assigned beside the holder into step with the subject.
 * @param known who is assigned until now; without it they are asked for. @returns the agencies
 */
export async function assign(
  tx: Tx,
  declared: AnyCase,
  row: CaseRow,
  record: Subject,
  known?: readonly string[],
): Promise<string[]> {
  if (!declared.assigned || (row.parent && !declared.holder)) return []
  const others = [...new Set((record[declared.assigned] as string[] | null) ?? [])]
  const there = known ?? (await assignedTo(tx, row.id))
  const left = there.filter((agency) => !others.includes(agency))
  if (left.length > 0)
    tx.run('delete from casework.participant where case_id = $1 and agency = any($2::text[])', [row.id, left])
  for (const agency of others) if (!there.includes(agency)) tx.add('casework.participant', { case_id: row.id, agency })
  return others
}

/** Brings what time decides into step: the due instant of the state, the light, the next look. */
export function time(declared: AnyCase, row: CaseRow, subject: Subject, now: Date) {
  const end = leaving(declared, row, subject)
  row.stateDueAt = end.at
  row.dueProvisional = end.provisional
  const { judge } = declared
  const seen = {
    ...{ record: subject as never, facts: row.facts, state: row.state, dueOn: row.dueOn },
    stopped: standsStill(declared, row.state),
    ...{ final: declared.states[row.state]?.final ?? false, openedOn: dayOf(row.openedAt) },
  }
  const light = judge && ((today: string) => judge({ ...seen, today }))
  row.signal = light?.(dayOf(now)) ?? null
  row.nextAt = nextLook(declared, { ...row, leaving: end }, now, light)
}
