import * as z from 'zod'
import { fieldFaces, fieldShape, type Fields } from '#kernel/field'
import { called } from '#kernel/openapi'
import { printOf } from '#engines/document/run'
import { defineFace } from '#engines/front/run'
import { reachOf } from '#engines/identity/run'
import type { Register } from '#engines/register'
import { nestedUnder } from '#engines/register/run'
import { hasHandler } from './handler.ts'
import { signalLevel, type Action, type AnyCase, type Paper } from './index.ts'
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
const actionShape = called(
  'action',
  z.object({
    name: z.string(),
    title: z.string(),
    /** Chinese sentence shown above the form. */
    says: z.string().optional(),
    fields: z.record(z.string(), fieldShape),
    /** Fields of the subject that are read before it is taken. */
    reads: z.array(z.string()),
    /** What the form starts with: its field → the subject's field. */
    starts: z.record(z.string(), z.string()),
    /** The parties whose it is. */
    takenBy: z.array(z.string()),
    /** Drawn as the primary button. */
    primary: z.boolean(),
  }),
)
export type ActionFace = z.infer<typeof actionShape>

const actionFace = (name: string, action: Action): ActionFace => ({
  name,
  title: action.title,
  ...(action.says && { says: action.says }),
  fields: fieldFaces(action.form ?? {}),
  reads: [...(action.reads ?? [])],
  starts: startsOf(action),
  takenBy: [...(action.takenBy ?? [])],
  primary: action.primary ?? false,
})

const picked = ({ subject }: AnyCase, names: readonly string[]): Fields =>
  Object.fromEntries(names.map((name) => [name, subject.fields[name]]))

/** A register as far as a case shows its rows. */
const aboutShape = called(
  'about',
  z.object({
    ...{ name: z.string(), title: z.string(), naming: z.string() },
    ...{ under: z.string().nullable(), columns: z.array(z.string()) },
    fields: z.record(z.string(), fieldShape),
  }),
)
export type AboutFace = z.infer<typeof aboutShape>

const aboutFace = ({ name, title, naming, under, columns, fields }: Register): AboutFace => ({
  ...{ name, title, naming, under: under ?? null, columns: [...columns], fields: fieldFaces(fields) },
})

/** A kind of case as the web draws its lists and pages. */
const caseShape = called(
  'case',
  z.object({
    name: z.string(),
    title: z.string(),
    system: z.string(),
    subject: z.string(),
    /** What it is about, for whoever reads the case without reading the register; and the rows that belong to it. */
    about: aboutShape.extend({ nested: z.array(aboutShape) }),
    states: z.record(
      z.string(),
      z.object({
        title: z.string(),
        /** The same in plain words, for the parties. */
        plain: z.string(),
        final: z.boolean(),
        /** What the next step should be. */
        awaits: z.string().nullable(),
        /** Whether its clock stands still. */
        stops: z.boolean(),
        /** Where it may lead, first the state it leads to when all goes well. */
        leadsTo: z.array(z.string()),
        actions: z.array(z.string()),
      }),
    ),
    actions: z.record(z.string(), actionShape),
    /** Whether one person has it, once they take it up or it is given to them. */
    handled: z.boolean(),
    /** For whom it is decided: party → title. */
    parties: z.record(z.string(), z.string()),
    /** What forms leave on the case: shown in lists and beside the record. */
    facts: z.record(z.string(), fieldShape),
    /** The subject's fields that its boards are drawn by and its lists filtered by. */
    apart: z.record(z.string(), fieldShape),
    /** The subject's field for what a case belongs to, if it belongs to something. */
    within: z.record(z.string(), fieldShape),
    /** Whether a case may have a day by which it must be finished, and whether it or a state of it ends on a day. */
    dated: z.boolean(),
    ends: z.boolean(),
    signals: z.record(z.string(), signalLevel),
    may: z.array(z.string()),
    /** The actions that this reader may take on many cases by a filled-in sheet. */
    sheets: z.array(z.string()),
    /** Whether its subject can be printed as an official document. */
    prints: z.boolean(),
    /** What it looks like on paper, and in which states. */
    papers: z.array(z.object({ name: z.string(), title: z.string(), in: z.array(z.string()) })),
  }),
)

function caseFace(
  declared: AnyCase & { system: string },
  may: (action: string) => boolean,
  prints: boolean,
  papers: readonly Paper[],
  nested: readonly Register[],
): z.input<typeof caseShape> {
  const actions: Record<string, ActionFace> = {}
  for (const state of Object.values(declared.states))
    for (const [name, action] of Object.entries(state.actions ?? {})) actions[name] ??= actionFace(name, action)
  return {
    name: declared.name,
    title: declared.title,
    system: declared.system,
    subject: declared.subject.name,
    about: { ...aboutFace(declared.subject), nested: nested.map(aboutFace) },
    states: Object.fromEntries(
      Object.entries(declared.states).map(([name, state]) => [
        name,
        {
          title: state.title,
          plain: state.plain ?? state.title,
          final: state.final ?? false,
          awaits: state.awaits ?? null,
          stops: state.stops !== undefined,
          leadsTo: leadsTo(state),
          actions: Object.keys(state.actions ?? {}),
        },
      ]),
    ),
    actions,
    handled: hasHandler(declared),
    parties: Object.fromEntries(Object.entries(declared.parties).map(([role, { title }]) => [role, title])),
    facts: fieldFaces(declared.facts),
    apart: fieldFaces(picked(declared, fieldsApart(declared))),
    within: fieldFaces(picked(declared, declared.within ? [declared.within] : [])),
    dated: declared.due !== undefined,
    ends: declared.due !== undefined || Object.values(declared.states).some((state) => state.within ?? state.until),
    signals: declared.signals,
    may: declared.actions.filter((action: string) => may(action)),
    sheets: sheetActions(declared).filter(may),
    prints,
    papers: papers.map(({ name, title, in: states }) => ({ name, title, in: [...states] })),
  }
}

/** The kinds of case that a reader may open. */
export const caseFaces = defineFace(z.object({ cases: z.record(z.string(), caseShape) }), (house, actor) => {
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
})
