import type { House } from '#kernel/engine'
import { fieldFaces, type Fields } from '#kernel/field'
import { printOf } from '#engines/document/run'
import type { Actor } from '#engines/identity'
import { reachOf } from '#engines/identity/run'
import type { Register } from '#engines/register'
import { nestedUnder } from '#engines/register/run'
import { hasHandler } from './handler.ts'
import type { Action, AnyCase, Paper } from './index.ts'
import { fieldsApart } from './listing.ts'
import { papersOf } from './paper.ts'
import { sheetActions } from './sheet.ts'
import { leadsTo } from './way.ts'

/** A form starts with what its action corrects, unless the action says otherwise. */
function startsOf(action: Action): Record<string, string> {
  const corrected = Object.entries(action.amends ?? {}).map(([field, of]) => [of, field] as const)
  return Object.fromEntries([...corrected.filter(([of]) => action.form?.[of]), ...Object.entries(action.starts ?? {})])
}

/** An action as its form is drawn. */
const actionFace = (name: string, action: Action) => ({
  name,
  title: action.title,
  /** Chinese sentence shown above the form. */
  ...(action.says && { says: action.says }),
  fields: fieldFaces(action.form ?? {}),
  /** Fields of the subject that are read before it is taken. */
  reads: [...(action.reads ?? [])],
  /** What the form starts with: its field → the subject's field. */
  starts: startsOf(action),
  /** The parties whose it is. */
  takenBy: [...(action.takenBy ?? [])],
  /** Drawn as the primary button. */
  primary: action.primary ?? false,
})
export type ActionFace = ReturnType<typeof actionFace>

const picked = ({ subject }: AnyCase, names: readonly string[]): Fields =>
  Object.fromEntries(names.map((name) => [name, subject.fields[name]]))

/** A register as far as a case shows its rows. */
const aboutFace = ({ name, title, naming, under, columns, fields }: Register) => ({
  ...{ name: name as string, title, naming: naming as string },
  ...{ under: under ?? null, columns: [...columns] as string[] },
  fields: fieldFaces(fields),
})
export type AboutFace = ReturnType<typeof aboutFace>

/** A kind of case as the web draws its lists and pages. */
function caseFace(
  declared: AnyCase & { system: string },
  may: (action: string) => boolean,
  prints: boolean,
  papers: readonly Paper[],
  nested: readonly Register[],
) {
  const actions: Record<string, ActionFace> = {}
  for (const state of Object.values(declared.states))
    for (const [name, action] of Object.entries(state.actions ?? {})) actions[name] ??= actionFace(name, action)
  return {
    name: declared.name,
    title: declared.title,
    system: declared.system,
    subject: declared.subject.name as string,
    /** What it is about, for whoever reads the case without reading the register; and the rows that belong to it. */
    about: { ...aboutFace(declared.subject as Register), nested: nested.map(aboutFace) },
    states: Object.fromEntries(
      Object.entries(declared.states).map(([name, state]) => [
        name,
        {
          title: state.title,
          /** The same in plain words, for the parties. */
          plain: state.plain ?? state.title,
          final: state.final ?? false,
          /** What the next step should be. */
          awaits: state.awaits ?? null,
          /** Whether its clock stands still. */
          stops: state.stops !== undefined,
          /** Where it may lead, first the state it leads to when all goes well. */
          leadsTo: leadsTo(state),
          actions: Object.keys(state.actions ?? {}),
        },
      ]),
    ),
    actions,
    /** Whether one person has it, once they take it up or it is given to them. */
    handled: hasHandler(declared),
    /** For whom it is decided: party → title. */
    parties: Object.fromEntries(Object.entries(declared.parties).map(([role, { title }]) => [role, title])),
    /** What forms leave on the case: shown in lists and beside the record. */
    facts: fieldFaces(declared.facts),
    /** The subject's fields that its boards are drawn by and its lists filtered by. */
    apart: fieldFaces(picked(declared, fieldsApart(declared))),
    /** The subject's field for what a case belongs to, if it belongs to something. */
    within: fieldFaces(picked(declared, declared.within ? [declared.within] : [])),
    /** Whether a case may have a day by which it must be finished, and whether it or a state of it ends on a day. */
    dated: declared.due !== undefined,
    ends: declared.due !== undefined || Object.values(declared.states).some((state) => state.within ?? state.until),
    signals: declared.signals,
    may: declared.actions.filter((action: string) => may(action)) as string[],
    /** The actions that this reader may take on many cases by a filled-in sheet. */
    sheets: sheetActions(declared).filter(may),
    /** Whether its subject can be printed as an official document. */
    prints,
    /** What it looks like on paper, and in which states. */
    papers: papers.map(({ name, title, in: states }) => ({ name, title, in: [...states] })),
  }
}

/** The kinds of case that a reader may open. */
export function caseFaces(house: House, actor: Actor) {
  const may = (declared: AnyCase, action: string) => reachOf(actor, declared, action).size > 0
  const readable = [...house.parts<AnyCase>('case').values()].filter((one) => may(one, 'read'))
  return {
    cases: Object.fromEntries(
      readable.map((one) => [
        one.name,
        caseFace(
          one,
          (action) => may(one, action),
          printOf(house, one.subject) !== undefined,
          papersOf(house, one),
          nestedUnder(house, one.subject as Register),
        ),
      ]),
    ),
  }
}
