import type { House } from '#kernel/engine'
import { fieldFaces } from '#kernel/field'
import type { Actor } from '#engines/identity'
import { reachOf } from '#engines/identity/run'
import type { Filing, Register } from './index.ts'
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
const withDefaults = ({ fields, defaults }: Register) =>
  Object.fromEntries(
    Object.entries(fieldFaces(fields)).map(([name, face]) => [
      name,
      name in defaults ? { ...face, required: false } : face,
    ]),
  )

/** A register as the web draws its lists, forms and records. */
const registerFace = (
  register: Register & { system: string },
  may: (action: string) => boolean,
  asks: readonly string[],
  filing: Filing | null,
) => ({
  name: register.name as string,
  title: register.title,
  /** The system that declares it, by id. */
  system: register.system,
  fields: withDefaults(register),
  /** What a new row's form begins with: what the register says where nothing is said. */
  starts: Object.fromEntries(Object.entries(register.defaults).filter(([, value]) => !isNearest(value))),
  /** The field that names a row in lists and references. */
  naming: register.naming,
  /** The field naming the row that a row belongs to. */
  under: register.under ?? null,
  columns: [...register.columns],
  filters: [...register.filters],
  sorts: [...register.sorts],
  /** What bringing a row in is called, in words people use. */
  offer: { title: filing?.title ?? register.title, titled: filing?.title !== undefined, says: filing?.says ?? null },
  /** What the reader is asked when they create a row, in steps. */
  steps: stepsOf(register, asks),
  /** Fields that their own account says of whoever brings a row in for themselves. */
  knows: register.knows,
  /** Fields that a correction may touch. */
  amends: [...register.amends],
  /** What the reader may do at all; each record still decides for itself. */
  may: register.actions.filter(may),
  /** Whether new rows may come in a filled-in sheet. */
  takesSheet: may('create') && takesSheet(register),
})

/** The registers that a reader may open. */
export function registerFaces(house: House, actor: Actor) {
  const may = (register: Register, action: string) => reachOf(actor, register, action).size > 0
  const readable = [...house.parts<Register>('register').values()].filter((one) => may(one, 'read'))
  return {
    registers: Object.fromEntries(
      readable.map((one) => [
        one.name as string,
        registerFace(one, (action) => may(one, action), askedOf(actor, one), filingOf(actor, one)),
      ]),
    ),
  }
}
