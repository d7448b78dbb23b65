import type * as z from 'zod'
import {
  builtOf,
  definePoint,
  type Engine,
  type House,
  type Proof,
  type Route,
  type Standing,
  type Takes,
} from '#kernel/engine'
import type { FieldNote } from '#kernel/field'
import type { System } from '#kernel/system'
import { exampleOf } from './example.ts'
import { problemShape } from './problem.ts'
import { Refused, refusalsOf } from './refused.ts'
import { Shapes, type Schema } from './shape.ts'

/** What a field of an engine's own may hold in this city, for the examples. */
export const fieldExamples = definePoint<(house: House, note: FieldNote) => unknown>('field examples')

/** What the interface is called, and what is said of it before anything else. */
export interface InterfaceWords {
  title: string
  version: string
  description: string
  /** A sentence on a system. */
  systemSays: (system: System) => string
}

/** One operation of the interface. @source OpenAPI 3.1.1 4.8.10 */
export interface Operation {
  operationId: string
  summary: string
  description: string
  tags: string[]
  security: Record<string, string[]>[]
  parameters?: ({ $ref: string } | Parameter)[]
  requestBody?: { required: boolean; content: Record<string, Media> }
  responses: Record<string, { $ref?: string; description?: string; content?: Record<string, Media> }>
}
interface Parameter {
  name: string
  in: string
  required: boolean
  description: string
  schema: Schema
}
interface Media {
  schema: Schema
  example?: unknown
}

/** The description of the interface. @source OpenAPI 3.1.1 4.8.1 */
export interface Interface {
  openapi: string
  info: { title: string; version: string; description: string; license: { name: string; identifier: string } }
  servers: { url: string; description: string }[]
  tags: { name: string; description: string; 'x-displayName': string }[]
  paths: Record<string, Record<string, Operation>>
  components: {
    schemas: Record<string, Schema>
    responses: Record<string, object>
    examples: Record<string, object>
    parameters: Record<string, Parameter>
    securitySchemes: Record<string, object>
  }
}

const requestedBy: Parameter = {
  ...{
    name: 'x-requested-by',
    in: 'header',
    required: true,
    schema: { type: 'string', minLength: 1, examples: ['client'] },
  },
  description: '写入的请求都要带，内容不限；别处的网页带不了它。',
}

/** A route where it stands: in its own words, or once for each part that it serves. */
export interface Stood {
  route: Route
  tag: string
  at: string
  says: string
  tells: string
  takes: Takes
  answers: z.ZodType | undefined
}

/**
 * The interface of a house, made from its routes and from what its systems declare.
 * @param only what stands under some tags
 */
export function describeInterface(house: House, words: InterfaceWords, only?: readonly string[]): Interface {
  const given = house.given(fieldExamples)
  const shapes = new Shapes((note) => {
    for (const tells of given) {
      const example = tells(house, note)
      if (example !== undefined) return example
    }
    return undefined
  })
  shapes.of(problemShape, 'output')
  const refused = new Refused()
  const proofs = new Map<string, Proof>()
  const paths: Interface['paths'] = {}
  const tags = new Set<string>()
  let writes = false
  for (const stood of standing(house)) {
    if (only && !only.includes(stood.tag)) continue
    const [method, path] = stood.at.split(' ') as [string, string]
    const { proof } = stood.route.right
    proofs.set(proof.name, proof)
    tags.add(stood.tag)
    writes ||= method !== 'GET'
    const operation = operationOf(stood, method, path, shapes, refused)
    paths[path] = { ...paths[path], [method.toLowerCase()]: operation }
  }
  const schemas = Object.fromEntries(
    [...shapes.named]
      .toSorted()
      .map(([name, schema]) => [
        name,
        { ...schema, ...(schema.type === 'object' && { examples: [exampleOf(schema, shapes.named)] }) },
      ]),
  )
  const { title, version, description } = words
  return {
    openapi: '3.1.1',
    info: {
      title,
      version,
      description,
      license: { name: '保留所有权利', identifier: 'LicenseRef-all-rights-reserved' },
    },
    servers: [{ url: house.settings.publicUrl ?? '/', description: '本城' }],
    tags: tagsOf(house, words).filter(({ name }) => tags.has(name)),
    paths,
    components: {
      schemas,
      ...{ responses: refused.responses, examples: refused.examples },
      parameters: writes ? { 'x-requested-by': requestedBy } : {},
      securitySchemes: Object.fromEntries([...proofs].map(([name, { scheme }]) => [name, scheme(house)])),
    },
  }
}

/** Everything that a part of the interface may be called by: the systems, and the engines whose routes are of no one system. */
function tagsOf(house: House, { systemSays }: InterfaceWords): Interface['tags'] {
  const systems = house.systems.map((system) => ({
    ...{ name: system.name, description: systemSays(system) },
    'x-displayName': system.title,
  }))
  // Where a system is called as its engine, its own tag tells of both.
  const engines = house.rooms
    .get(builtOf)
    .filter((engine) => !house.systems.some(({ name }) => name === engine.name))
    .map(({ name, title }) => ({
      ...{ name, description: `${title}：各系统共用。`, 'x-displayName': title },
    }))
  return [...systems, ...engines]
}

/** The system whose part an engine serves, where a city has one such part. */
export const soleSystem = (house: House, { sole, kinds }: Engine) =>
  sole ? house.systems.find(({ parts }) => parts.some(({ kind }) => Object.hasOwn(kinds, kind)))?.name : undefined

/** Every route that is told of, where it stands. */
export function* standing(house: House): Generator<Stood> {
  for (const engine of house.rooms.get(builtOf)) {
    const tag = soleSystem(house, engine) ?? engine.name
    for (const route of engine.routes) {
      if (route.hidden) continue
      if (!route.each)
        yield stood(route, tag, { at: {}, says: route.says, ...(route.gathers && { answers: route.gathers(house) }) })
      else
        for (const part of house.parts(route.each.kind).values())
          for (const one of route.each.stands(part, house)) yield stood(route, part.system, one)
    }
  }
}

function stood(route: Route, tag: string, { at, says, right, notes, takes, answers, refuses }: Standing): Stood {
  const { tells } = route.right
  const [on = '地址所指的一项', does = route.says] = right ?? []
  const address = Object.entries(at).reduce(
    (path, [place, word]) => path.replace(`{${place}}`, word),
    route.at as string,
  )
  const often = route.perMinute && `同一地址每分钟至多 ${route.perMinute} 次。`
  return {
    route: refuses ? { ...route, refuses: [...route.refuses, ...refuses] } : route,
    ...{ tag, says, at: address.replace('{*}', '{path}'), answers: answers ?? route.answers },
    tells: [typeof tells === 'string' ? tells : tells(on, does), notes, often].filter(Boolean).join('\n\n'),
    takes: { ...route.takes, ...takes },
  }
}

function operationOf(
  { route, tag, says, tells, takes, answers }: Stood,
  method: string,
  path: string,
  shapes: Shapes,
  refused: Refused,
): Operation {
  const { right, consumes } = route
  const parameters = [
    ...parametersOf(takes, path, shapes),
    ...(method === 'GET' ? [] : [{ $ref: '#/components/parameters/x-requested-by' }]),
  ]
  const body = takes.body && shapes.of(takes.body, 'input')
  return {
    ...{ operationId: idOf(method, path), summary: says, description: tells, tags: [tag] },
    security: [...(right.open ? [{}] : []), { [right.proof.name]: [] }],
    ...(parameters.length > 0 && { parameters }),
    ...(body && {
      requestBody: {
        required: !takes.body?.safeParse(undefined).success,
        content: { 'application/json': { schema: body, example: exampleOf(body, shapes.named) } },
      },
    }),
    ...(consumes && { requestBody: { required: true, content: { [consumes]: { schema: oneFile } } } }),
    responses: {
      [route.status]: { description: says, ...contentOf(route, answers, shapes) },
      ...refused.of(refusalsOf(route)),
    },
  }
}

const oneFile: Schema = {
  type: 'object',
  properties: { file: { type: 'string', format: 'binary', description: '文件' } },
  required: ['file'],
}

/** The content of what an operation answers, if it answers anything. */
function contentOf({ sends }: Route, answers: z.ZodType | undefined, shapes: Shapes) {
  if (answers) {
    const schema = shapes.of(answers, 'output')
    const named = JSON.stringify(schema).includes('"$ref"')
    return { content: { 'application/json': { schema, ...(!named && { example: exampleOf(schema, shapes.named) }) } } }
  }
  if (!sends) return {}
  const schema: Schema =
    sends === 'application/json' ? {} : { type: 'string', ...(!sends.startsWith('text/') && { format: 'binary' }) }
  return { content: { [sends]: { schema } } }
}

/** The parameters of an operation, each in words: those of its shapes, without the places that are words of its path. */
function parametersOf({ params, query, headers }: Takes, path: string, shapes: Shapes): Parameter[] {
  const of = (where: string, shape: z.ZodType | undefined) => {
    const { properties = {}, required = [] } = shape ? shapes.of(shape, 'input') : {}
    return Object.entries(properties).map(([name, { description, ...schema }]) => ({
      ...{ name, in: where, required: where === 'path' || required.includes(name), schema },
      description: description ?? schema.title ?? '',
    }))
  }
  const places = of('path', params).map((one) => (one.name === '*' ? { ...one, name: 'path' } : one))
  return [...places.filter(({ name }) => path.includes(`{${name}}`)), ...of('query', query), ...of('header', headers)]
}

/** The name of an operation: its method and the words of its path, so that it is as permanent as these. */
function idOf(method: string, path: string): string {
  const words = path
    .split('/')
    .filter((word) => word !== '' && word !== 'api')
    .flatMap((word) => (word.startsWith('{') ? ['by', word.slice(1, -1)] : word.split(/[-.]/)))
  return [method.toLowerCase(), ...words.map((word) => word.charAt(0).toUpperCase() + word.slice(1))].join('')
}
