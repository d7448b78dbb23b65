import * as z from 'zod'
import { fieldFaces, fieldShape, type FieldFace } from '#kernel/field'
import { called } from '#kernel/openapi'
import { defineFace } from '#engines/front/run'
import { reachOf } from '#engines/identity/run'
import type { Filing, Only, Questions, Register } from './index.ts'
import { askedOf, filingOf, isNearest } from './filing.ts'
import { takesSheet } from './sheet.ts'

/** The steps of a form that asks for some fields: the declared sections, then the fields that stand in none. */
function stepsOf({ sections, title }: Register, asks: readonly string[]) {
  const placed = new Set(sections.flatMap((section) => section.asks))
  const rest = asks.filter((name) => !placed.has(name))
  return [...sections, ...(rest.length > 0 ? [{ title, asks: rest }] : [])]
    .map(({ title, asks: fields, ...says }) => ({ ...says, title, asks: fields.filter((name) => asks.includes(name)) }))
    .filter(({ asks }) => asks.length > 0)
}

/** The fields of a register; what it says by itself need not be filled in. */
const withDefaults = ({ fields, defaults, counts }: Register) =>
  Object.fromEntries(
    Object.entries(fieldFaces(fields)).map(([name, face]) => [
      name,
      name in defaults || name === counts?.field ? { ...face, required: false } : face,
    ]),
  )

/** The same as one way of filing asks for them: what it requires, and which rows it takes. */
const asFiled = (fields: ReturnType<typeof withDefaults>, filing: Filing | null) => {
  const asked = { ...fields }
  for (const name of filing?.requires ?? []) {
    const face = asked[name] as FieldFace
    asked[name] = { ...face, required: true, ...(face.widget === 'files' && { min: Math.max(1, face.min ?? 0) }) }
  }
  for (const [name, where] of Object.entries(filing?.among ?? {})) {
    const face = asked[name] as FieldFace
    asked[name] = { ...face, where: { ...face.where, ...toLists(where) } }
  }
  return asked
}
const toLists = (where: Only) => Object.fromEntries(Object.entries(where).map(([name, one]) => [name, [...one]]))

/** A register as the web draws its lists, forms and records. */
const registerShape = called(
  'register',
  z.object({
    name: z.string(),
    title: z.string(),
    /** The system that declares it, by id. */
    system: z.string(),
    fields: z.record(z.string(), fieldShape),
    /** What a new row's form begins with: what the register says where nothing is said. */
    starts: z.record(z.string(), z.unknown()),
    /** The field that names a row in lists and references. */
    naming: z.string(),
    /** The field whose label stands behind that name while it has one of these values. */
    namedWith: z.object({ field: z.string(), is: z.array(z.string()) }).nullable(),
    /** The field naming the row that a row belongs to. */
    under: z.string().nullable(),
    /** What a page for the public says of a row. */
    shows: z.array(z.string()),
    columns: z.array(z.string()),
    filters: z.array(z.string()),
    sorts: z.array(z.string()),
    /** What bringing a row in is called, in words people use. */
    offer: z.object({ title: z.string(), titled: z.boolean(), says: z.string().nullable() }),
    /** What the reader is asked when they create a row, in steps. */
    steps: z.array(z.object({ title: z.string(), says: z.string().optional(), asks: z.array(z.string()) })),
    /** Which of its fields say what a row asks, of a register whose rows are questions; a row asks while each field in `while` has one of its values. */
    asks: z
      .object({
        ...{ label: z.string(), kind: z.string(), needed: z.string(), help: z.string().optional() },
        while: z.array(z.object({ field: z.string(), is: z.array(z.string()) })),
      })
      .nullable(),
    /** Fields that their own account says of whoever brings a row in for themselves. */
    knows: z.record(z.string(), z.literal('name')),
    /** Fields that a correction may touch. */
    amends: z.array(z.string()),
    /** What the reader may do at all; each record still decides for itself. */
    may: z.array(z.string()),
    /** Whether new rows may come in a filled-in sheet. */
    takesSheet: z.boolean(),
  }),
)

const asksFace = ({ label, kind, needed, help, while: asked = [] }: Questions) => ({
  ...{ label, kind, needed, ...(help && { help }) },
  while: asked.map(({ field, is }) => ({ field, is: [...is] })),
})

const registerFace = (
  register: Register & { system: string },
  may: (action: string) => boolean,
  asks: readonly string[],
  filing: Filing | null,
): z.input<typeof registerShape> => ({
  name: register.name,
  title: register.title,
  system: register.system,
  fields: asFiled(withDefaults(register), filing),
  starts: Object.fromEntries(Object.entries(register.defaults).filter(([, value]) => !isNearest(value))),
  naming: register.naming,
  namedWith: register.namedWith ? { field: register.namedWith.field, is: [...register.namedWith.is] } : null,
  under: register.under ?? null,
  shows: [...register.shows],
  columns: [...register.columns],
  filters: [...register.filters],
  sorts: [...register.sorts],
  offer: { title: filing?.title ?? register.title, titled: filing?.title !== undefined, says: filing?.says ?? null },
  steps: stepsOf(register, asks),
  asks: register.asks ? asksFace(register.asks) : null,
  knows: register.knows,
  amends: [...register.amends],
  may: register.actions.filter(may),
  takesSheet: may('create') && takesSheet(register),
})

/** The registers that a reader may open. */
export const registerFaces = defineFace(
  z.object({ registers: z.record(z.string(), registerShape) }),
  (house, actor) => {
    const may = (register: Register, action: string) => reachOf(actor, register, action).size > 0
    const readable = [...house.parts<Register>('register').values()].filter((one) => may(one, 'read'))
    return {
      registers: Object.fromEntries(
        readable.map((one) => [
          one.name,
          registerFace(one, (action) => may(one, action), askedOf(actor, one), filingOf(actor, one)),
        ]),
      ),
    }
  },
)
