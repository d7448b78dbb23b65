import * as z from 'zod'
import type { Placed } from '#kernel/engine'
import {
  fieldOf,
  noteOf,
  type FieldNote,
  type Fields,
  type InputOf,
  type SealedName,
  type ValueOf,
} from '#kernel/field'
import type { Actable, Assurance, Grant, ScopeName } from '#engines/identity'
import { strangeKinds, type Questions } from './answers.ts'

/** `reveal`: to read sealed fields of a row, for a purpose that is kept. */
export type RegisterAction = 'read' | 'create' | 'amend' | 'reveal'

export interface RegisterDeclaration<F extends Fields> {
  title: string
  /** What a row says, field by field, in the order in which forms ask. */
  fields: F
  /** The field that names a row wherever it is referred to. */
  naming: keyof F & string
  /** A field whose label stands behind that name while it has one of some values: what is out of force is never named as if it held. */
  namedWith?: { readonly field: keyof F & string; readonly is: readonly string[] }
  /** The field that says which agency owns a row; without it, the agency of whoever creates it. */
  owner?: keyof F & string
  /** Fields with the number of whoever a row is for, a citizen's or an organisation's, the first that is filled: it is theirs, whoever wrote it. */
  bearer?: readonly (keyof F & string)[]
  /** The field naming the row that it belongs to: it is listed there and added there, and goes with its agency and place. */
  under?: keyof F & string
  /** The field that says where a row is, down to the village; without it, where the agency is that owns it. */
  place?: keyof F & string
  /** Sets of fields whose values no two rows share. */
  unique?: readonly (readonly (keyof F & string)[])[]
  /** Sets of fields whose values no two rows share while a field has one of some values. */
  uniqueWhile?: readonly { fields: readonly (keyof F & string)[]; field: keyof F & string; is: readonly string[] }[]
  /** A whole-number field that is counted on among rows which share the other fields, whatever their writer says. */
  counts?: { readonly field: keyof F & string; readonly among: readonly (keyof F & string)[] }
  /** Two fields that name rows of one register, from which to which: no way along the rows leads back to where it began. */
  acyclic?: readonly [from: keyof F & string, to: keyof F & string]
  /** Pairs of fields of one kind, days or numbers, of which the second is never before the first. */
  inOrder?: readonly (readonly [first: keyof F & string, second: keyof F & string])[]
  /** What a page for the public, or for whoever a row is of, says of it, in this order; without it every field. */
  shows?: readonly (keyof F & string)[]
  /** What a list shows, in this order; without it every field. */
  columns?: readonly (keyof F & string)[]
  /** What a list may be narrowed by; each has an index. */
  filters?: readonly (keyof F & string)[]
  /** What a list may be sorted by; each has an index. */
  sorts?: readonly (keyof F & string)[]
  /** How sure the city must be of who creates or amends; without it a password is enough. */
  needs?: { readonly create?: Assurance; readonly amend?: Assurance }
  /** What a correction may touch; the rest stands as it was written. */
  amends?: readonly (keyof F & string)[]
  /** A correction is taken while a field has one of these values; without it, always. */
  amendsWhile?: { readonly field: keyof F & string; readonly is: readonly string[] }
  /** What a new row says where its writer says nothing. */
  defaults?: { readonly [K in keyof F & string]?: z.input<F[K]> | Nearest<keyof F & string> }
  /** Fields that cases alone move: a new row has in them what the register says, whoever writes it. */
  moved?: readonly (keyof F & string)[]
  /** Optional fields that a new row says by itself: the writer's agency, what the row that another field names says, or what follows from the whole row. */
  derives?: {
    readonly [K in keyof F & string]?:
      Derived<keyof F & string> | ((row: ValueOf<F>, known: KnownHere) => z.input<F[K]>)
  }
  /** Its rows are questions: what a form asks of whoever names the row that they belong to. */
  asks?: Questions<keyof F & string>
  /** Fields that the account of whoever brings a row in for themselves already says. */
  knows?: { readonly [K in keyof F & string]?: 'name' }
  /** A form in steps, in the order in which people are asked; fields of none come last. */
  sections?: readonly Section<keyof F & string>[]
  /** A large register says by which column its rows would lie apart past one machine; without it, it is a small one. */
  placed?: Placed
}

/** Where a field takes its value from as a row is registered: the writer's agency, or a field of the row that another field names. */
export type Derived<Field extends string = string> = 'agency' | readonly [by: Field, as: string]

/** What follows from a whole row, as it is registered. */
export type FromRow = (row: never, known: KnownHere) => unknown

/** What is known where a new row says something by itself. */
export interface KnownHere {
  readonly today: string
  /** A row that a field names. */
  readonly named: <R extends Register>(register: R, id: string | null) => RecordOf<R> | undefined
  /** The division that an agency is in, six digits. */
  readonly divisionOf: (agency: string | null) => string | null
  /** The agency of some kinds around a place: the one of the smallest area that has some; none where that has several. */
  readonly nearest: (kinds: string | readonly string[], place: string | null) => string | null
}

/** The agency of some kinds that serves the place a field names: the one of the smallest area around it. */
export interface Nearest<Field extends string = string> {
  readonly nearest: readonly string[]
  readonly to: Field
}

/**
 * Whichever agency of a kind serves the place that a field names.
 * @param kind as the directory calls kinds of agencies; several where places have one or the other, a town or a street
 * @param to the field that names the place
 */
export const nearest = <const Field extends string>(kind: string | readonly string[], to: Field): Nearest<Field> => ({
  nearest: [kind].flat(),
  to,
})

/** One step of a form. */
export interface Section<Field extends string = string> {
  /** What the step asks for, in a few words. */
  readonly title: string
  /** What people are told above it. */
  readonly says?: string
  /** The fields that it asks for. */
  readonly asks: readonly Field[]
}

/** What a role that creates rows is asked, and what is said for it. */
export interface Filing {
  /** The fields that its holder fills. */
  readonly asks: readonly string[]
  /** What the row says beside, whoever files it. */
  readonly sets: Readonly<Record<string, unknown>>
  /** Of these what is filled in always, though a row may be without it. */
  readonly requires: readonly string[]
  /** Which rows its fields may name, by field. */
  readonly among: Readonly<Record<string, Only>>
  /** What it is called where it is offered, in words people use, and a sentence beside it. */
  readonly title?: string
  readonly says?: string
}

/** A grant to create rows by filling some fields only: what else a row holds is for those who handle it. */
export const filing = <R extends Register>(
  on: R,
  scope: ScopeName,
  d: {
    /** The fields that the holder fills. */
    asks: readonly (keyof R['fields'] & string)[]
    /** What the row says beside, whoever files it. */
    sets?: Partial<NewRecord<R>>
    /** Of these what is filled in always, though a row may be without it. */
    requires?: readonly (keyof R['fields'] & string)[]
    /** Which rows its fields may name: fewer than the register takes. */
    among?: { readonly [K in keyof R['fields'] & string]?: Only }
    /** What it is called where it is offered, in words people use. */
    title?: string
    /** A sentence beside it. */
    says?: string
  },
): Grant => ({
  ...{ on: on as unknown as Actable, actions: ['create'], scope },
  under: { sets: {}, requires: [], ...d, among: (d.among ?? {}) as Filing['among'] } satisfies Filing,
})

/** The rows of a register whose filters have one of some values, each as text. */
export type Only = Readonly<Record<string, readonly string[]>>

/**
 * Only those rows of a register whose fields have one of these values.
 * @throws Error which field the register is not narrowed by
 */
export function only<R extends Register>(register: R, where: Taken<R>): Only {
  const given = Object.entries(where).map(
    ([name, one]) => [name, [one as string | boolean].flat().map(String)] as const,
  )
  for (const [name] of given)
    if (!register.filters.includes(name)) throw new Error(`${register.name} is not narrowed by ${name}`)
  return Object.fromEntries(given)
}

/**
 * A register: one table, one HTTP resource, one form. Rows are versioned and never overwritten unseen.
 * Covariant in its fields: what the declaration checked, the value only carries.
 */
export interface Register<N extends string = string, F extends Fields = Fields> extends Actable<RegisterAction> {
  readonly kind: 'register'
  readonly name: N
  readonly fields: F
  readonly naming: string
  readonly namedWith: While | undefined
  readonly owner: string | undefined
  readonly place: string | undefined
  readonly under: string | undefined
  readonly bearer: readonly string[]
  readonly unique: readonly (readonly string[])[]
  readonly uniqueWhile: readonly (While & { readonly fields: readonly string[] })[]
  readonly counts: { readonly field: string; readonly among: readonly string[] } | undefined
  readonly acyclic: readonly [from: string, to: string] | undefined
  readonly inOrder: readonly (readonly [first: string, second: string])[]
  readonly shows: readonly string[]
  readonly columns: readonly string[]
  readonly filters: readonly string[]
  readonly sorts: readonly string[]
  readonly amends: readonly string[]
  readonly amendsWhile: While | undefined
  readonly defaults: Readonly<Record<string, unknown>>
  readonly moved: readonly string[]
  readonly derives: Readonly<Record<string, Derived | FromRow>>
  readonly asks: Questions | undefined
  readonly knows: Readonly<Record<string, 'name'>>
  readonly sections: readonly Section[]
  readonly needs: { readonly create?: Assurance; readonly amend?: Assurance }
  readonly placed: Placed | undefined
}

/** A field of a row, and the values that it has while something holds of it. */
interface While {
  readonly field: string
  readonly is: readonly string[]
}

/** Whether something that is declared for a while holds of a row. */
export const holdsOf = ({ field, is }: While, row: object): boolean =>
  is.includes(String((row as Record<string, unknown>)[field]))

/** What a row is called: the words of the field that names it, and behind them what must not go unsaid. */
export function nameOf({ fields, naming, namedWith }: Register, row: object): string {
  const said = row as Record<string, unknown>
  const name = String(said[naming] ?? '')
  if (!namedWith || !holdsOf(namedWith, row)) return name
  return `${name}（${noteOf(fields[namedWith.field] as z.ZodType).options?.[String(said[namedWith.field])]}）`
}

/** One row: the declared fields, and what every row carries. */
export type RecordOf<R extends Register> = ValueOf<R['fields']> & Carried
/** What is said to make a row: the declared fields, the optional ones as wanted. */
export type NewRecord<R extends Register> = InputOf<R['fields']>

/** What every row carries beside its fields. */
export interface Carried {
  id: string
  version: number
  agency: string | null
  region: string | null
  createdAt: Date
  amendedAt: Date
}

const everyRow: readonly string[] = ['id', 'version', 'agency', 'region', 'createdBy', 'createdAt', 'amendedAt']

/** What a row says of itself, without what every row carries. */
export function declaredOf<T extends Carried>(row: T): Omit<T, keyof Carried> {
  const {
    id: _id,
    version: _version,
    agency: _agency,
    region: _region,
    createdAt: _created,
    amendedAt: _amended,
    ...said
  } = row
  return said
}

/** Declares a register. Its name is permanent: it is in URLs, tables, grants and evidence. */
export function defineRegister<const N extends string, F extends Fields>(
  name: N,
  d: RegisterDeclaration<F>,
): Register<N, F> {
  const all = Object.keys(d.fields)
  const taken = all.find((field) => everyRow.includes(field))
  if (taken) throw new Error(`${name}: every row carries ${taken} of its own`)
  const empty = d.moved?.find(
    (field) => !(field in (d.defaults ?? {})) && !noteOf(d.fields[field] as z.ZodType).optional,
  )
  if (empty) throw new Error(`${name}: cases alone move ${empty}, and a new row has nothing in it`)
  for (const [called, field] of Object.entries(d.fields)) {
    const note = noteOf(field)
    if (note.register === itself) note.register = name
    // Whose colleague it is hangs on who fills it in: a form of an act is filled in once, a row is amended by many.
    if (note.widget === 'colleague')
      throw new Error(`${name}: ${called} names a colleague, which the form of an act does`)
  }
  referencesThatRunInNoCircleStay(name, d)
  whatIsDerivedStays(name, d)
  whatIsInOrderIsOfOneKind(name, d)
  questionsAreAnswerable(name, d)
  return {
    kind: 'register',
    name,
    title: d.title,
    fields: d.fields,
    naming: d.naming,
    namedWith: d.namedWith,
    owner: d.owner,
    place: d.place,
    under: d.under,
    bearer: d.bearer ?? [],
    unique: d.unique ?? [],
    uniqueWhile: d.uniqueWhile ?? [],
    counts: d.counts,
    acyclic: d.acyclic,
    inOrder: d.inOrder ?? [],
    shows: d.shows ?? all,
    columns: d.columns ?? all,
    filters: [...new Set([...(d.under ? [d.under] : []), ...(d.filters ?? [])])],
    sorts: d.sorts ?? [],
    amends: d.amends ?? all,
    amendsWhile: d.amendsWhile,
    defaults: d.defaults ?? {},
    moved: d.moved ?? [],
    derives: (d.derives ?? {}) as Record<string, Derived | FromRow>,
    asks: d.asks,
    knows: (d.knows ?? {}) as Record<string, 'name'>,
    sections: d.sections ?? [],
    needs: d.needs ?? {},
    placed: d.placed,
    actions: sealedFieldsOf(d).length > 0 ? ['read', 'create', 'amend', 'reveal'] : ['read', 'create', 'amend'],
  }
}

/** What may not run in a circle is two ways to rows of one register, and stands as it was written. @throws Error what is not so */
function referencesThatRunInNoCircleStay<F extends Fields>(
  name: string,
  { fields, acyclic, amends }: Pick<RegisterDeclaration<F>, 'fields' | 'acyclic' | 'amends'>,
) {
  if (!acyclic) return
  const [from, to] = acyclic.map((one) => noteOf(fields[one] as z.ZodType).register)
  if (!from || from !== to) throw new Error(`${name}: ${acyclic.join(' and ')} name no rows of one register`)
  if (acyclic.some((one) => !amends || amends.includes(one)))
    throw new Error(`${name}: ${acyclic.join(' and ')} run in no circle, and may not be amended`)
}

/** Fields in order are of one kind. @throws Error which are not */
function whatIsInOrderIsOfOneKind<F extends Fields>(
  name: string,
  { fields, inOrder }: Pick<RegisterDeclaration<F>, 'fields' | 'inOrder'>,
) {
  for (const pair of inOrder ?? []) {
    const [first, second] = pair.map((one) => noteOf(fields[one] as z.ZodType).widget)
    if (first !== second) throw new Error(`${name}: ${pair.join(' and ')} are not of one kind, and in no order`)
  }
}

/** A row that asks belongs to the row whose form asks it, is answered in one of the ways there are, and is answered by naming its row. @throws Error what is not so */
function questionsAreAnswerable<F extends Fields>(
  name: string,
  { fields, under, asks }: Pick<RegisterDeclaration<F>, 'fields' | 'under' | 'asks'>,
) {
  for (const [field, of] of Object.entries(fields).flatMap(([one, type]) => {
    const { widget, of } = noteOf(type)
    return widget === 'answers' ? [[one, of as string] as const] : []
  }))
    if (!fields[of] || !noteOf(fields[of] as z.ZodType).register)
      throw new Error(`${name}: ${field} answers what a row asks, and ${of} names none`)
  if (!asks) return
  if (!under) throw new Error(`${name}: its rows ask, and belong to no row`)
  const kinds = Object.keys(noteOf(fields[asks.kind] as z.ZodType).options ?? {})
  const strange = kinds.length === 0 ? [asks.kind] : strangeKinds(kinds)
  if (strange.length > 0) throw new Error(`${name}: nothing is answered as ${strange.join(', ')}`)
}

/** What a row says by itself is optional, told from a row that it names for good, and stands as it was told. @throws Error what is not so */
function whatIsDerivedStays<F extends Fields>(
  name: string,
  {
    fields,
    derives,
    amends,
    owner,
    place,
  }: Pick<RegisterDeclaration<F>, 'fields' | 'derives' | 'amends' | 'owner' | 'place'>,
) {
  for (const [field, from] of Object.entries((derives ?? {}) as Record<string, Derived | FromRow>)) {
    const by = typeof from === 'object' ? from[0] : undefined
    if (typeof from === 'function' && [owner, place].includes(field))
      throw new Error(`${name}: whose a row is and where is known before ${field} follows from it`)
    if (!noteOf(fields[field] as z.ZodType).optional) throw new Error(`${name}: ${field} is derived, and not optional`)
    if (by && !noteOf(fields[by] as z.ZodType).register) throw new Error(`${name}: ${by} names no row`)
    if (!amends || [field, by].some((one) => one && amends.includes(one)))
      throw new Error(`${name}: ${field} is derived${by ? ` from ${by}` : ''}, and may not be amended`)
  }
}

/** The value of a field that refers to a row: of the register of a name, or of any. */
export type Reference<N extends string = never> = string & z.core.$brand<'record' | N>

const reference = <N extends string>(label: string, register: string, where?: FieldNote['where']) =>
  fieldOf(z.uuid() as unknown as z.core.$ZodBranded<z.ZodUUID, 'record' | N>, {
    label,
    widget: 'record',
    column: 'uuid',
    register,
    ...(where && { where }),
  })

/** Which rows of a register a field takes: those whose filters have one of some values. */
type Taken<R extends Pick<Register, 'fields'>> = {
  readonly [K in keyof R['fields'] & string]?: Extract<
    z.output<R['fields'][K]>,
    string | boolean
  > extends infer V extends string | boolean
    ? V | readonly V[]
    : never
}

/**
 * A row of another register, by its id.
 * @param where only rows whose fields have one of these values: the register can be narrowed by each
 * @throws Error which field the register is not narrowed by
 */
export function record<R extends Register>(label: string, register: R, { where }: { where?: Taken<R> } = {}) {
  return reference<R['name']>(label, register.name, where && only(register, where))
}

const itself = '(itself)'

/** Another row of the register that declares the field, by its id. */
export const ownRecord = (label: string) => reference<never>(label, itself)

export { answerKind, answers, type Questions } from './answers.ts'

/** The table that keeps a register, in the schema `record`. */
export const bareTableOf = (register: Pick<Register, 'name'>) => register.name.replaceAll('-', '_')
export const tableOf = (register: Pick<Register, 'name'>) => `record.${bareTableOf(register)}`

/** The column that keeps a field. */
export const bareColumnOf = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

/** The same, quoted, because a field may be called by one of SQL's own words. */
export const columnOf = (field: string) => `"${bareColumnOf(field)}"`

/** The sealed fields of a register, with their kinds. */
export const sealedFieldsOf = (register: Pick<Register, 'fields'>): [name: string, kind: SealedName][] =>
  Object.entries(register.fields).flatMap(([name, field]) => {
    const { sealed } = noteOf(field)
    return sealed ? [[name, sealed] as [string, SealedName]] : []
  })

/** What a condition compares a field by: of a sealed one the blind index within, which has an index of its own. */
export function comparable(register: Pick<Register, 'fields'>, name: string, alias?: string): string {
  const column = `${alias ? `${alias}.` : ''}${columnOf(name)}`
  return noteOf(register.fields[name] as z.ZodType).sealed ? `split_part(${column}, '.', 3)` : column
}

/** The same as an index takes it: an expression in brackets of its own. */
const keyOf = (register: Pick<Register, 'fields'>, name: string) => {
  const compared = comparable(register, name)
  return compared === columnOf(name) ? compared : `(${compared})`
}

/** The table of a register as SQL, written from its declaration; the migration that carries it is reviewed by eye. */
export function tableText(register: Register): string {
  const table = tableOf(register)
  const short = table.split('.')[1] as string
  const columns = Object.entries(register.fields).map(([name, field]) => {
    const note = noteOf(field)
    const to = note.register ? ` references ${tableOf({ name: note.register })}` : ''
    return `  ${columnOf(name)} ${note.column}${note.optional ? '' : ' not null'}${to}`
  })
  const indexes = [...new Set([...register.sorts, ...register.filters, ...register.bearer])].filter(
    (name) => !['text[]', 'jsonb'].includes(noteOf(register.fields[name] as z.ZodType).column),
  )
  const several = register.filters.filter((name) => noteOf(register.fields[name] as z.ZodType).widget === 'choices')
  const key = (name: string) => keyOf(register, name)
  const emptied = register.sorts.filter((name) => noteOf(register.fields[name] as z.ZodType).optional)
  return `create table ${table} (
  id uuid primary key,
${columns.join(',\n')},
  version integer not null default 1,
  agency text collate "C",
  region text collate "C",
  created_by uuid,
  created_at timestamptz not null,
  amended_at timestamptz not null
);
${register.unique.map((set) => `create unique index on ${table} (${set.map(key).join(', ')});\n`).join('')}${register.uniqueWhile
    .map(
      ({ fields, field, is }) =>
        `create unique index on ${table} (${fields.map(key).join(', ')}) where ${columnOf(field)} in (${is.map((one) => `'${one}'`).join(', ')});\n`,
    )
    .join('')}${indexes.map((name) => `create index on ${table} (${key(name)}, id);\n`).join('')}${several
    .map((name) => `create index on ${table} using gin (${columnOf(name)});\n`)
    .join(
      '',
    )}${emptied.map((name) => `create index on ${table} (${columnOf(name)} desc nulls last, id desc);\n`).join('')}create index on ${table} (agency, id);
create index on ${table} (region, id);
create index on ${table} (created_by, id);
alter table ${table} enable row level security;
create policy ${short}_scope on ${table} using (
  (select current_setting('scope.all', true)) = 'on'
  or agency = (select current_setting('scope.agency', true))
  or region ^@ any ((select string_to_array(nullif(current_setting('scope.areas', true), ''), ','))::text[])
  or created_by::text = (select current_setting('scope.person', true))
  or id = any ((select string_to_array(nullif(current_setting('scope.held', true), ''), ',')::uuid[])::uuid[])
);
`
}
