import { dayOf, endOf, lastDayOf } from '#kernel/clock'
import type { Tx } from '#kernel/database'
import { directoryOf, holdersOf, officersOf, ownerOf, rolesThatMay, rolesWith } from '#engines/identity/run'
import { settle, tell } from '#engines/notice/run'
import type { By } from '#engines/register/run'
import { actionOf, type AnyCase } from './index.ts'
import { partiesOf, type Party } from './party.ts'
import { aboutOf, pathOf, type CaseRow } from './row.ts'

/**
 * Puts the work that a state awaits into the inboxes of those who may do it, and takes the former out.
 * @param roles the parties whose turn it is, where others of them have taken theirs
 */
export async function call(tx: Tx, declared: AnyCase, row: CaseRow, by: By, isNew = false, roles?: readonly string[]) {
  if (!isNew) settle(tx, aboutOf(row), by.at)
  const state = declared.states[row.state]
  if (!state?.awaits || state.final) return
  const action = state.actions?.[state.awaits]
  const monthEnd = state.every ? endOf(lastDayOf(dayOf(by.at).slice(0, 7))) : null
  const dueAt = monthEnd && !(row.stateDueAt && row.stateDueAt < monthEnd) ? monthEnd : row.stateDueAt
  tell(
    tx,
    await whoMay(tx, declared, row, state.awaits, by.at, roles),
    {
      kind: 'todo',
      title: row.title,
      says: `${declared.title} · ${state.title} · 待${action?.title ?? ''}`,
      path: pathOf(row),
      about: aboutOf(row),
      dueAt,
    },
    by.at,
  )
}

/** The people whose grant on an action covers a case: by agency, anywhere, or as one of its parties. */
export async function whoMay(
  tx: Tx,
  declared: AnyCase,
  row: CaseRow,
  action: string,
  at: Date,
  roles: readonly string[] = actionOf(declared, action)?.takenBy ?? [],
): Promise<string[]> {
  const granted = rolesThatMay(tx, declared, action)
  const near = granted.filter((grant) => ['own-agency', 'own-area'].includes(grant.scope)).map((grant) => grant.role)
  const wide = granted.filter((grant) => grant.scope === 'all').map((grant) => grant.role)
  const [holders, anywhere] = [
    near.length > 0 ? await officersOf(tx, row.agency, near, dayOf(at)) : [],
    wide.length > 0 && near.length === 0 ? await holdersOf(tx, wide, dayOf(at)) : [],
  ]
  const own = roles.length > 0 && granted.some((grant) => grant.scope === 'own')
  const parties = own ? await partiesOf(tx, declared, row.id) : []
  return [...holders, ...anywhere, ...readersOf(parties.filter(({ role }) => roles.includes(role)))]
}

const readersOf = (parties: readonly Party[]) => parties.flatMap(({ reader }) => reader ?? [])

/** Tells the parties where their case stands, in plain words; whoever has brought it there knows. */
export async function tellParties(tx: Tx, declared: AnyCase, row: CaseRow, by: By) {
  const parties = await partiesOf(tx, declared, row.id)
  const others = parties.filter(({ person }) => person !== ownerOf(by.actor))
  const state = declared.states[row.state]
  news(tx, readersOf(others), row, `${declared.title} · ${state?.plain ?? state?.title ?? row.state}`, by)
}

const news = (tx: Tx, people: readonly string[], row: CaseRow, says: string, by: By) =>
  tell(tx, people, { kind: 'note', title: row.title, says, path: pathOf(row), about: aboutOf(row), dueAt: null }, by.at)

/** Tells the agency that holds the case, the one that holds the case above it, or those assigned to it. */
export async function inform(
  tx: Tx,
  declared: AnyCase,
  row: CaseRow,
  whom: 'holder' | 'parent' | 'assigned',
  title: string,
  by: By,
) {
  const roles = declared.actions.flatMap((action) =>
    rolesThatMay(tx, declared, action)
      .filter((grant) => grant.scope !== 'all')
      .map((grant) => grant.role),
  )
  for (const agency of await agenciesOf(tx, row, whom)) {
    const people = await officersOf(tx, agency, [...new Set(roles)], dayOf(by.at))
    news(tx, people, row, `${by.actor.name} · ${title}`, by)
  }
}

async function agenciesOf(tx: Tx, row: CaseRow, whom: 'holder' | 'parent' | 'assigned'): Promise<string[]> {
  if (whom === 'holder') return [row.agency]
  if (whom === 'parent' && !row.parent) return []
  const found =
    whom === 'assigned'
      ? await tx.query<{ agency: string }>('select agency from casework.participant where case_id = $1', [row.id])
      : await tx.query<{ agency: string }>('select agency from casework.case where id = $1', [row.parent])
  return found.map((one) => one.agency)
}

/** Tells those whose duty it is to hear that a state was entered: the next step of the escalation path. */
export async function escalate(tx: Tx, declared: AnyCase, row: CaseRow, by: By) {
  const state = declared.states[row.state]
  for (const duty of state?.tells ?? []) {
    const roles = rolesWith(tx, duty)
    const people =
      duty.of === 'agency'
        ? await officersOf(tx, row.agency, roles, dayOf(by.at))
        : await holdersOf(tx, roles, dayOf(by.at))
    const held = directoryOf(tx).agencies.get(row.agency)?.name ?? row.agency
    news(tx, people, row, `${declared.title} · ${state?.title} · ${held}`, by)
  }
}

/** Tells whoever may do what is awaited that the due day is near. */
export async function remindOf(tx: Tx, declared: AnyCase, row: CaseRow, left: number, by: By) {
  const action = declared.states[row.state]?.awaits
  if (!action) return
  const says = `${declared.title} · 还有 ${left} 天到期（${row.dueOn}）`
  news(tx, await whoMay(tx, declared, row, action, by.at), row, says, by)
}
