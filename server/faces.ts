import type { z } from 'zod'
import { eventWords } from '#kernel/event'
import { noteOf, type Fields } from '#kernel/field'
import { partsOf, type System } from '#kernel/system'
import type { Action, AnyCase } from '#engines/case'
import { sheetActions } from '#engines/case/run'
import type { Code } from '#engines/code'
import type { Custody } from '#engines/crypto'
import type { Intake, Print } from '#engines/document'
import type { Bulletin } from '#engines/indicator'
import { clientDesk, type Actor } from '#engines/identity'
import { reachOf } from '#engines/identity/run'

import type { Register } from '#engines/register'
import { takesSheet } from '#engines/register/run'
import type {
  ActionFace,
  CaseFace,
  FieldFace,
  Manifest,
  PageFace,
  ReadingFace,
  RegisterFace,
} from '../platform/manifest.ts'
import type { Page } from '../platform/page.ts'

interface City {
  cityName: string
  chapters: Manifest['chapters']
  directory: readonly Omit<Manifest['systems'][number], 'runs'>[]
}

/** A field as a form, a list and a filter need it. */
function faceOf(field: z.ZodType): FieldFace {
  const { column: _, optional, ...note } = noteOf(field)
  return { ...note, required: !optional && !(note.widget === 'files' && !note.min) && note.widget !== 'agencies' }
}

const facesOf = (fields: Fields): Record<string, FieldFace> =>
  Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, faceOf(field)]))

/** What one reader is told about the platform: declarations without functions, and only what they may open. */
export function manifestFor(actor: Actor, systems: readonly System[], city: City): Manifest {
  const may = (part: { kind: string; name: string }, action: string) => reachOf(actor, part, action).size > 0
  const registers = [...partsOf<Register>(systems, 'register').values()].filter((register) => may(register, 'read'))
  const cases = [...partsOf<AnyCase>(systems, 'case').values()].filter((declared) => may(declared, 'read'))
  const intakes = [...partsOf<Intake>(systems, 'intake').values()].filter((intake) => may(intake, 'import'))
  const printed = new Set([...partsOf<Print>(systems, 'print').values()].map((one) => one.of.name))
  const codes = [...partsOf<Code>(systems, 'code').values()]
  const running = new Set(systems.map((system) => system.name))
  const opens = new Set([...registers, ...cases].map((part) => part.name))
  return {
    product: '数字盐城',
    city: city.cityName,
    chapters: city.chapters,
    systems: city.directory.map((system) => ({ ...system, runs: running.has(system.id) })),
    registers: Object.fromEntries(
      registers.map((register) => [register.name, registerFace(register, (action) => may(register, action))]),
    ),
    cases: Object.fromEntries(
      cases.map((declared) => [
        declared.name,
        caseFace(declared, (action) => may(declared, action), printed.has(declared.subject.name as string)),
      ]),
    ),
    readings: Object.fromEntries(intakes.map((intake) => [intake.name, readingFace(intake)])),
    bulletins: Object.fromEntries(
      [...partsOf<Bulletin>(systems, 'bulletin').values()]
        .filter((bulletin) => may(bulletin, 'compose'))
        .map(({ name, title, about }) => [name, { name, title, about: about.name }]),
    ),
    events: Object.assign({}, ...eventWords.map(({ kinds }) => kinds)) as Manifest['events'],
    things: Object.assign({}, ...eventWords.map(({ subjects }) => subjects)) as Manifest['things'],
    searchesLedger: reachOf(actor, { kind: 'ledger', name: 'ledger' }, 'search').has('all'),
    keepsScanners: codes.some((code) => may(code, 'scan')),
    issuesCards: codes.some((code) => may(code, 'issue')),
    custody: [...partsOf<Custody>(systems, 'custody').values()].flatMap((custody) =>
      custody.actions.filter((action) => may(custody, action)),
    ),
    clients: clientDesk.actions.filter((action) => reachOf(actor, clientDesk, action).has('all')),
    pages: systems.flatMap((system) =>
      (system.pages as Page[])
        .filter((page) => page.draws === 'bespoke' || opens.has(page.of))
        .map((page) => pageFace(system.name, page)),
    ),
  }
}

const registerFace = (register: Register & { system: string }, may: (action: string) => boolean): RegisterFace => ({
  name: register.name,
  title: register.title,
  system: register.system,
  fields: facesOf(register.fields),
  naming: register.naming,
  columns: [...register.columns],
  filters: [...register.filters],
  sorts: [...register.sorts],
  amends: [...register.amends],
  may: register.actions.filter(may),
  takesSheet: may('create') && takesSheet(register),
})

function caseFace(declared: AnyCase & { system: string }, may: (action: string) => boolean, prints: boolean): CaseFace {
  const actions: Record<string, ActionFace> = {}
  for (const state of Object.values(declared.states)) {
    for (const [name, action] of Object.entries(state.actions ?? {})) {
      actions[name] ??= {
        name,
        title: action.title,
        ...(action.says && { says: action.says }),
        fields: facesOf(action.form ?? {}),
        starts: startsOf(action),
        primary: action.primary ?? false,
      }
    }
  }
  return {
    name: declared.name,
    title: declared.title,
    system: declared.system,
    subject: declared.subject.name as string,
    states: Object.fromEntries(
      Object.entries(declared.states).map(([name, state]) => [
        name,
        { title: state.title, final: state.final ?? false, actions: Object.keys(state.actions ?? {}) },
      ]),
    ),
    actions,
    facts: facesOf(declared.facts),
    signals: declared.signals,
    may: declared.actions.filter((action: string) => may(action)),
    sheets: sheetActions(declared).filter(may),
    prints,
  }
}

/** A form starts with what its action corrects, unless the action says otherwise. */
function startsOf(action: Action): Record<string, string> {
  const corrected = Object.entries(action.amends ?? {}).map(([field, of]) => [of, field] as const)
  return Object.fromEntries([...corrected.filter(([of]) => action.form?.[of]), ...Object.entries(action.starts ?? {})])
}

const readingFace = (intake: Intake): ReadingFace => ({
  name: intake.name,
  title: intake.title,
  accepts: intake.reads.accepts.map((one) => `.${one}`),
})

const pageFace = (system: string, page: Page): PageFace => ({
  kind: page.draws,
  system,
  title: page.title,
  path: page.path,
  of: page.of,
  ...(page.columns && { columns: [...page.columns] }),
  ...(page.filters && { filters: [...page.filters] }),
})
