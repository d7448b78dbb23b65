import { dayOf, endOf } from '#kernel/clock'
import type { Tx } from '#kernel/database'
import { houseOf } from '#kernel/engine'
import { directoryOf, holdersOf, officersAround, officersOf, ownerOf, rolesThatMay } from '#engines/identity/run'
import { settle, tell } from '#engines/notice/run'
import type { By } from '#engines/register/run'
import { whoHears } from './duty-path.ts'
import { handlersOf } from './handler.ts'
import { actionOf, type AnyCase } from './index.ts'
import { lastOf } from './period.ts'
import { partiesOf, type Party } from './party.ts'
import { aboutOf, assignedTo, columns, pathOf, type CaseRow } from './row.ts'
import { titleForParties } from './stand.ts'

/**
 * Puts the work that a state awaits into the inboxes of those who may do it, and takes the former out.
 * @param still those of the parties whose turn it is, where others have taken theirs
 */
export async function call(tx: Tx, declared: AnyCase, row: CaseRow, by: By, isNew = false, still?: readonly Party[]) {
  if (!isNew) settle(tx, aboutOf(row), by.at)
  const state = declared.states[row.state]
  if (!state?.awaits || state.final) return
  const action = state.actions?.[state.awaits]
  const ends = state.every ? endOf(lastOf(state.every, dayOf(by.at))) : null
  const dueAt = ends && !(row.stateDueAt && row.stateDueAt < ends) ? ends : row.stateDueAt
  const { officers, parties } = await whoMay(tx, declared, row, state.awaits, by.at, still)
  const todo = { kind: 'todo' as const, title: row.title, path: pathOf(row), about: aboutOf(row), dueAt }
  const awaited = action?.title ?? ''
  tell(tx, officers, { ...todo, says: `${declared.title} · ${state.title} · 待${awaited}` }, by.at)
  tell(
    tx,
    parties,
    {
      ...todo,
      title: titleForParties(declared, row),
      says: `${declared.title} · ${state.plain ?? state.title}，请您${awaited}`,
    },
    by.at,
  )
}

/**
 * The people whose grant on an action covers a case: the officers by agency, by area or anywhere, and the parties. Of an
 * agency's, whoever has the case, where somebody has.
 */
async function whoMay(
  tx: Tx,
  declared: AnyCase,
  row: CaseRow,
  action: string,
  at: Date,
  still?: readonly Party[],
): Promise<{ officers: string[]; parties: string[] }> {
  const granted = rolesThatMay(tx, declared, action)
  const within = (...scopes: string[]) =>
    granted.filter((grant) => scopes.includes(grant.scope)).map((grant) => grant.role)
  const holders = await holdersNear(tx, row, within('own-agency', 'own-area'), within('own-area'), dayOf(at))
  const wide = within('all')
  const anywhere = wide.length > 0 && within('own-agency', 'own-area').length === 0
  const others = anywhere ? await holdersOf(tx, wide, dayOf(at)) : []
  const roles = actionOf(declared, action)?.takenBy ?? []
  const own = roles.length > 0 && granted.some((grant) => grant.scope === 'own')
  const parties = own ? (still ?? (await partiesOf(tx, declared, row.id))) : []
  const has = row.handler && holders.length > 0 ? await handlersOf(tx, row, at) : []
  const now = has.length > 0 ? has.filter((one) => holders.includes(one)) : []
  return {
    officers: [...(now.length > 0 ? now : holders), ...others],
    parties: readersOf(parties.filter(({ role }) => roles.includes(role))),
  }
}

/** Those of the agency that holds a case; where nobody there may, those who may for the smallest area around it. */
async function holdersNear(tx: Tx, row: CaseRow, near: string[], around: string[], today: string): Promise<string[]> {
  const held = near.length > 0 ? await officersOf(tx, row.agency, near, today) : []
  return held.length > 0 || around.length === 0 ? held : officersAround(tx, row.region, around, today)
}

const readersOf = (parties: readonly Party[]) => parties.flatMap(({ reader }) => reader ?? [])

/** Tells the parties where their case stands, in plain words; whoever has brought it there knows. */
export async function tellParties(tx: Tx, declared: AnyCase, row: CaseRow, by: By) {
  await tellThem(tx, declared, row, await partiesOf(tx, declared, row.id), by)
}

/** The same of some of them. */
export async function tellThem(tx: Tx, declared: AnyCase, row: CaseRow, parties: readonly Party[], by: By) {
  const others = parties.filter(({ person }) => person !== ownerOf(by.actor))
  const state = declared.states[row.state]
  news(
    tx,
    readersOf(others),
    { ...row, title: titleForParties(declared, row) },
    `${declared.title} · ${state?.plain ?? state?.title ?? row.state}`,
    by,
  )
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
  const says = `${by.actor.name} · ${title}`
  if (whom === 'parent') return informAbove(tx, declared, row, says, by)
  const agencies = whom === 'holder' ? [row.agency] : await assignedTo(tx, row.id)
  for (const agency of agencies) news(tx, await thoseWith(tx, declared, agency, by), row, says, by)
}

/** Tells the agency that holds the case above: those who work with such cases of this one, else those who work with that. */
async function informAbove(tx: Tx, declared: AnyCase, row: CaseRow, says: string, by: By) {
  const [above] = row.parent
    ? await tx.query<CaseRow>(`select ${columns} from casework.case t where t.id = $1`, [row.parent])
    : []
  if (!above) return
  const people = await thoseWith(tx, declared, above.agency, by)
  if (people.length > 0) return news(tx, people, row, says, by)
  const kind = houseOf(tx).parts<AnyCase>('case').get(above.kind)
  if (kind) news(tx, await thoseWith(tx, kind, above.agency, by), above, `${row.title}：${says}`, by)
}

/** The people at an agency who work with a kind of case. */
async function thoseWith(tx: Tx, declared: AnyCase, agency: string, by: By): Promise<string[]> {
  const roles = declared.actions.flatMap((action: string) =>
    rolesThatMay(tx, declared, action)
      .filter((grant) => grant.scope !== 'all')
      .map((grant) => grant.role),
  )
  return officersOf(tx, agency, [...new Set(roles)], dayOf(by.at))
}

/**
 * Tells those whose duty it is to hear that a state was entered: the next step of the escalation path, each once. Whoever
 * hears in place of somebody hears that their post is vacant.
 */
export async function escalate(tx: Tx, declared: AnyCase, row: CaseRow, by: By) {
  const state = declared.states[row.state]
  const vacant = new Map<string, readonly string[]>()
  for (const duty of state?.tells ?? []) {
    const heard = await whoHears(tx, duty, row.agency, dayOf(by.at))
    for (const person of heard.people) vacant.set(person, [...(vacant.get(person) ?? []), ...heard.vacant])
  }
  const held = directoryOf(tx).agencies.get(row.agency)?.name ?? row.agency
  for (const [person, missing] of vacant)
    news(tx, [person], row, [`${declared.title} · ${state?.title} · ${held}`, ...new Set(missing)].join('；'), by)
}

/** Tells whoever may do what is awaited that the due day is near. */
export async function remindOf(tx: Tx, declared: AnyCase, row: CaseRow, left: number, by: By) {
  const action = declared.states[row.state]?.awaits
  if (!action) return
  const says = `${declared.title} · 还有 ${left} 天到期（${row.dueOn}）`
  const { officers, parties } = await whoMay(tx, declared, row, action, by.at)
  news(tx, [...officers, ...parties], row, says, by)
}
