import type { FastifyRequest } from 'fastify'
import * as z from 'zod'
import {
  actShape,
  builtOf,
  type Address,
  type House,
  type Listed,
  type Right,
  type Route,
  type ShownAct,
} from '#kernel/engine'
import { faceOf, fieldShape, type FieldFace } from '#kernel/field'
import { called, soleSystem } from '#kernel/openapi'
import type { Actor } from '#engines/identity'
import { broughtFile } from './sheet.ts'

/** An act as the web offers it: whom it asks and what for. */
const shownActShape = called(
  'act',
  actShape.extend({
    /** How it is sent; null for what is downloaded. */
    method: z.enum(['POST', 'PATCH', 'DELETE']).nullable(),
    path: z.string(),
    /** Whether it takes a filled-in sheet, which the same address gives empty. */
    sheet: z.literal(true).optional(),
    /** What the form asks for, by name; empty where nothing is asked. */
    fields: z.record(z.string(), fieldShape),
  }),
)
export type ShownActFace = z.infer<typeof shownActShape>

/** A list as the web draws it. */
const listedShape = called(
  'listed',
  z.object({
    title: z.string(),
    says: z.string().optional(),
    empty: z.string().optional(),
    columns: z.record(z.string(), fieldShape),
    acts: z.array(shownActShape),
    begins: z.array(shownActShape),
    /** Fields of each row that are lists of their own. */
    get lists() {
      return z.record(z.string(), listedShape)
    },
  }),
)
export type ListedFace = z.infer<typeof listedShape>

/** A page that a route is, at the route's own path. */
export const shownShape = called(
  'shown',
  listedShape.extend({
    path: z.string(),
    /** Whether it answers rows; otherwise it is one record. */
    rows: z.boolean(),
    /** Where a row opens, its places named as the row's fields. */
    opens: z.object({ path: z.string(), by: z.string() }).nullable(),
    /** The system whose desk it is; null for one of the platform. */
    system: z.string().nullable(),
    beside: z.array(z.string()),
    /** What the list is asked by. */
    query: z.record(z.string(), fieldShape),
  }),
)
export type ShownFace = z.infer<typeof shownShape>

/** The pages that routes are, of those that let a reader in, each with the acts that would let them in too. */
export async function shownFaces(house: House, actor: Actor): Promise<ShownFace[]> {
  const stood = house.rooms.get(builtOf).flatMap((engine) => engine.routes.map((route) => ({ engine, route })))
  const spoken = new Set(stood.flatMap(({ route: { at, shows } }) => (shows ? [at, ...addressesOf(shows)] : [])))
  const open = new Map<Address, Route>()
  for (const { route } of stood)
    if (spoken.has(route.at) && (await letsIn(route.right, house, actor))) open.set(route.at, route)
  return stood.flatMap(({ engine, route }) => {
    if (!open.has(route.at)) return []
    const { shows, answers, at, takes } = route
    if (!shows || !answers) return []
    const { opens, beside = [] } = shows
    const rows = fieldsOf(answers)['rows']
    return {
      ...listedFace(house, shows, rows ? elementOf(rows) : answers, open),
      ...{ path: pathOf(at), rows: rows !== undefined },
      opens:
        opens && open.has(opens.at)
          ? { path: filled(pathOf(opens.at), opens.fills), by: opens.by ?? (Object.keys(shows.columns)[0] as string) }
          : null,
      query: queryFaces(takes.query),
      system: soleSystem(house, engine) ?? null,
      beside: beside.filter((one) => open.has(one)).map(pathOf),
    }
  })
}

/** The addresses that acts of a list, and of the lists in it, lead to. */
const addressesOf = ({ acts = [], begins = [], lists = {} }: Listed): Address[] => [
  ...[...acts, ...begins].map(({ at }) => at),
  ...Object.values(lists).flatMap(addressesOf),
]

/** Whether a right that asks for nothing but the actor lets one in. */
async function letsIn(right: Right<unknown>, house: House, actor: Actor): Promise<boolean> {
  try {
    await right.admits({ actor } as FastifyRequest, house)
    return true
  } catch {
    return false
  }
}

function listedFace(house: House, of: Listed, row: z.ZodType, open: ReadonlyMap<Address, Route>): ListedFace {
  const { title, says, empty, columns, names = {}, acts = [], begins = [], lists = {} } = of
  const shape = fieldsOf(row)
  const named = (name: string, face: FieldFace): FieldFace =>
    names[name]
      ? { ...face, widget: face.widget === 'lines' ? 'choices' : 'choice', options: { ...names[name](house) } }
      : face
  const actFaces = (all: readonly ShownAct[]) =>
    all.flatMap((act) => {
      const route = open.get(act.at)
      return route ? [actFace(act, route, named)] : []
    })
  return {
    ...{ title, ...(says && { says }), ...(empty && { empty }) },
    columns: Object.fromEntries(
      Object.entries(columns).map(([name, called]) => [name, named(name, faceOf(shape[name] ?? z.string(), called))]),
    ),
    ...{ acts: actFaces(acts), begins: actFaces(begins) },
    lists: Object.fromEntries(
      Object.entries(lists).map(([name, one]) => [
        name,
        listedFace(house, one, elementOf(shape[name] ?? z.array(z.object({}))), open),
      ]),
    ),
  }
}

function actFace(
  { at, asks, needs = [], ...act }: ShownAct,
  { takes }: Route,
  named: (name: string, face: FieldFace) => FieldFace,
): ShownActFace {
  const body = takes.body ? fieldsOf(takes.body) : {}
  const sheet = takes.body === broughtFile && (true as const)
  const asked = sheet ? [] : (asks ?? Object.keys(body).filter((name) => !act.sends?.includes(name)))
  const face = (name: string) => {
    const one = named(name, faceOf(body[name] ?? z.string()))
    return needs.includes(name) ? { ...one, required: true, min: Math.max(1, one.min ?? 0) } : one
  }
  return {
    ...act,
    ...{ method: methodOf(at), path: pathOf(at), ...(sheet && { sheet }) },
    fields: Object.fromEntries(asked.map((name) => [name, face(name)])),
  }
}

const methodOf = (at: Address): ShownActFace['method'] =>
  (['POST', 'PATCH', 'DELETE'] as const).find((method) => at.startsWith(`${method} `)) ?? null

/** What a list is asked by, without where it goes on: the fields of its query that have a label. */
const queryFaces = (query: z.ZodType | undefined): Record<string, FieldFace> =>
  Object.fromEntries(
    Object.entries(query ? fieldsOf(query) : {})
      .map(([name, field]) => [name, faceOf(field)] as const)
      .filter(([, face]) => face.label !== ''),
  )

/** A path with places called as the fields of a row that fill them. */
const filled = (path: string, fills: Readonly<Record<string, string>> = {}) =>
  path.replaceAll(/\{(\w+)\}/g, (_, place: string) => `{${fills[place] ?? place}}`)

/** The path of an address as the web asks for it. */
const pathOf = (at: string) => at.replace(/^\w+ \/api\//, '')

const fieldsOf = (shape: z.ZodType): Record<string, z.ZodType> =>
  shape instanceof z.ZodObject ? (shape.shape as Record<string, z.ZodType>) : {}

const elementOf = (list: z.ZodType): z.ZodType =>
  list instanceof z.ZodArray ? (list.element as z.ZodType) : z.object({})
