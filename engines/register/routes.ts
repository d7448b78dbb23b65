import * as z from 'zod'
import { defineRoute, instant, made, nextOf, pageOf, type House } from '#kernel/engine'
import { fieldShape, words } from '#kernel/field'
import { broughtBy, fileFaults } from '#kernel/file'
import { keyed, listed, queryText, writeOnce } from '#kernel/http'
import { broughtFile, findables, sendSheet, sheetType } from '#engines/front/run'
import type { Actable, Actor } from '#engines/identity'
import { anyone, identityFaults, onPart, person, personOnPart, reachOf, scopeOf } from '#engines/identity/run'
import { amendAs } from './amend.ts'
import { createShared } from './create.ts'
import { faults } from './faults.ts'
import { history } from './history.ts'
import { tableOf, type RecordOf, type Register } from './index.ts'
import { list } from './list.ts'
import { listWords } from './listing.ts'
import { inWords, looksAPage, looksAt } from './looks.ts'
import { questionsOfRow } from './questions.ts'
import { read } from './read.ts'
import { reveal } from './reveal.ts'
import { anyRow } from './shape.ts'
import { search } from './search.ts'
import { revealOf, stands } from './stands.ts'
import { exportRegister, importRows, registerNamed, sheetOf, takesSheet } from './sheet.ts'
import { veiled } from './veil.ts'

/** The query of every list: sort, page, and filters. */
const listQuery = listed({ sort: z.string().max(60).optional(), ...listWords })

/** The filters of a list's query. */
const filtersOf = (query: Record<string, unknown>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(query).flatMap(([key, value]) =>
      key.startsWith('filter.') && typeof value === 'string' && value !== '' ? [[key.slice(7), value]] : [],
    ),
  )

const params = z.object({ name: z.string().max(80).describe('登记册的名字') })
const one = params.extend({ id: z.uuid().describe('记录的编号') })

/** A register whose new rows may come in a sheet from this person. @throws identity/not-granted register/no-sheet */
function bringable(register: Register, actor: Actor): Register {
  if (reachOf(actor, register, 'create').size === 0)
    throw identityFaults['not-granted']({ action: '批量登记', on: register.title })
  if (!takesSheet(register)) throw faults['no-sheet']({ register: register.title })
  return register
}

/** What a look at somebody's personal fields is for, percent-encoded as a header must be. */
const purposed = z.looseObject({
  'x-purpose': z
    .string()
    .max(900)
    .transform(decoded)
    .pipe(words({ min: 4, max: 100 }))
    .optional()
    .describe('为什么要看个人信息，百分号编码；会告知本人'),
})
function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return ''
  }
}

/** Everything that a search may find. */
const findable = (house: House): Actable[] =>
  house.given(findables).flatMap((kind) => [...house.parts<Actable>(kind).values()])

const found = z.object({
  ...{ kind: z.string(), of: z.string(), ofTitle: z.string(), title: z.string(), says: z.string(), path: z.string() },
  /** Who holds it, by id. */
  agency: z.string().nullable(),
  at: instant,
})

/** A search over everything, and who looked at what is one's own. */
const lookingRoutes = [
  defineRoute('GET /api/search', {
    says: '搜索',
    right: anyone,
    takes: {
      query: z.strictObject({
        q: z.string().trim().min(1).max(200).describe('要找的词'),
        limit: z.coerce.number().int().min(1).max(50).default(20).describe('最多几条'),
        of: z.string().max(80).optional().describe('只在这个登记册或者这类办件里找'),
        loosely: z.enum(['true', 'false']).optional().describe('没有全部符合的，就找部分符合的'),
      }),
    },
    answers: z.object({ rows: z.array(found), more: z.boolean() }),
    does: ({ house, by, query: { of, loosely, ...asked } }) => {
      const among = findable(house).filter(({ name }) => of === undefined || name === of)
      return search(house.database, among, by, { ...asked, loosely: loosely === 'true' })
    },
  }),
  defineRoute('GET /api/looks', {
    says: '谁看过自己的信息',
    right: person,
    takes: { query: z.strictObject({ after: z.uuid().optional().describe('从哪里接着读：上一页答复里的 next') }) },
    answers: nextOf(
      z.object({
        ...{ id: z.uuid(), at: instant, officer: z.string(), agency: z.string().nullable(), purpose: z.string() },
        ...{ of: z.string(), record: z.uuid(), fields: z.array(z.string()), title: z.string() },
        labels: z.array(z.string()),
      }),
    ),
    does: async ({ house, by, query }) => {
      const looks = await looksAt(house.database, by.person, query.after)
      const registers = house.parts<Register>('register')
      const rows = looks.map((look) => inWords(look, registers.get(look.of)))
      return { rows, next: rows.length === looksAPage ? (rows.at(-1)?.id ?? null) : null }
    },
  }),
]

/** What a row that is written may be refused by. */
const writing = [
  ...[faults['wrong-fields'], faults.duplicate, faults.circular, faults['no-such-record'], fileFaults['not-uploaded']],
  identityFaults['step-up-needed'],
]

/** One resource a register: list, read, create, amend, history, reveal; workbooks out and in. */
export const routes = [
  ...lookingRoutes,
  defineRoute('GET /api/registers/{name}', {
    says: '登记册的清单',
    right: onPart('register', 'read'),
    each: stands.list,
    refuses: [faults['no-such-filter'], faults['bad-cursor']],
    takes: { params, query: listQuery },
    answers: pageOf(anyRow),
    does: ({ house, by, params, query }) =>
      list(house.database, registerNamed(house, params.name), by, { ...query, filters: filtersOf(query) }),
  }),
  defineRoute('POST /api/registers/{name}/export', {
    says: '导出清单',
    right: person,
    each: stands.export,
    refuses: [faults['no-such-filter']],
    takes: { params, body: z.strictObject({ query: queryText(listQuery) }) },
    answers: made,
    status: 202,
    does: async ({ house, by, params, body }) => {
      const { database, jobs, clock } = house
      const register = registerNamed(house, params.name)
      const { sort, ...asked } = body.query
      const listing = { filters: filtersOf(asked), sort }
      await list(database, register, by, { ...listing, limit: 1 })
      const data = { register: register.name, ...listing, actor: by }
      return {
        id: await database.write({ all: 'on' }, (tx) => jobs.send(tx, exportRegister, data, by.person, clock.now())),
      }
    },
  }),
  defineRoute('GET /api/registers/{name}/sheet', {
    says: '批量登记用的空表',
    right: personOnPart('register', 'create'),
    each: stands.emptySheet,
    refuses: [faults['no-sheet']],
    sends: sheetType,
    takes: { params },
    does: ({ house, by, params, reply }) => {
      const register = bringable(registerNamed(house, params.name), by)
      return sendSheet(reply, { title: register.title, columns: sheetOf(register, by), rows: [] })
    },
  }),
  defineRoute('POST /api/registers/{name}/sheet', {
    says: '用填好的表批量登记',
    right: personOnPart('register', 'create'),
    each: stands.filledSheet,
    refuses: [faults['no-sheet'], fileFaults['not-uploaded']],
    takes: { params, body: broughtFile },
    answers: made,
    status: 202,
    does: async ({ house, by, params, body: { file, name } }) => {
      const { database, jobs, clock } = house
      const register = bringable(registerNamed(house, params.name), by)
      const id = await database.write({ all: 'on' }, async (tx) => {
        await broughtBy(tx, { id: file, name }, by.person)
        const data = { register: register.name, file: { id: file, name }, actor: by }
        return jobs.send(tx, importRows, data, by.person, clock.now())
      })
      return { id }
    },
  }),
  defineRoute('GET /api/registers/{name}/{id}', {
    says: '一条记录',
    right: onPart('register', 'read'),
    each: stands.one,
    refuses: [faults['not-found']],
    takes: { params: one, headers: purposed },
    answers: anyRow.extend({ may: z.array(z.string()) }),
    does: ({ house, by, params, headers }) => {
      const looking = { at: house.clock.now(), purpose: headers['x-purpose'] }
      return read(house.database, registerNamed(house, params.name), params.id, by, looking)
    },
  }),
  defineRoute('GET /api/registers/{name}/{id}/history', {
    says: '一条记录的历次改动',
    right: onPart('register', 'read'),
    each: stands.history,
    refuses: [faults['not-found']],
    takes: { params: one },
    answers: z.array(
      z.object({
        ...{ version: z.int(), at: instant, actor: z.object({ name: z.string() }), behalf: z.string().nullable() },
        changes: z.record(z.string(), z.tuple([z.unknown(), z.unknown()])),
      }),
    ),
    does: ({ house, by, params }) => history(house.database, registerNamed(house, params.name), params.id, by),
  }),
  defineRoute('GET /api/registers/{name}/{id}/questions', {
    says: '一条记录要问的',
    right: onPart('register', 'read'),
    each: stands.questions,
    refuses: [faults['not-found']],
    takes: { params: one },
    answers: z.object({ asked: z.record(z.string(), z.record(z.string(), fieldShape)) }),
    does: async ({ house, by, params }) => ({
      asked: await questionsOfRow(house, registerNamed(house, params.name), params.id, by),
    }),
  }),
  defineRoute('POST /api/registers/{name}', {
    says: '登记',
    right: personOnPart('register', 'create'),
    each: stands.create,
    refuses: writing,
    takes: { params, headers: keyed, body: z.record(z.string(), z.unknown()) },
    answers: anyRow,
    status: 201,
    does: ({ house, by, params, headers, body }) => {
      const register = registerNamed(house, params.name)
      const asked = { actor: by.person, key: headers['idempotency-key'], request: [register.name, body] }
      return writeOnce<RecordOf<Register>>(house.database, asked, (kept) =>
        createShared(house.database, register, body as never, { actor: by, at: house.clock.now() }, kept),
      )
    },
  }),
  defineRoute('PATCH /api/registers/{name}/{id}', {
    says: '更正',
    right: personOnPart('register', 'amend'),
    each: stands.amend,
    refuses: [
      ...writing,
      faults['not-found'],
      faults['stale-version'],
      faults['not-amendable'],
      faults['not-amendable-now'],
    ],
    takes: {
      params: one,
      headers: z.looseObject({
        'if-match': z
          .string()
          .regex(/^"?\d{1,9}"?$/)
          .describe('看到的版本；已有新版本的不会被盖掉')
          .meta({ examples: ['1'] }),
      }),
      body: z.record(z.string(), z.unknown()),
    },
    answers: anyRow,
    does: async ({ house, by, params, headers, body }) => {
      const register = registerNamed(house, params.name)
      const version = Number(headers['if-match'].replaceAll('"', ''))
      const scope = scopeOf(by, reachOf(by, register, 'amend'))
      const row = await house.database.write(scope, (tx) =>
        amendAs(tx, register, params.id, version, body as never, { actor: by, at: house.clock.now() }),
      )
      const [found] = await house.database.read<{ owner: string | null }>(
        scope,
        `select created_by as owner from ${tableOf(register)} where id = $1`,
        [params.id],
      )
      return veiled(register, row, found?.owner ?? null, by)
    },
  }),
  defineRoute('POST /api/registers/{name}/{id}/reveal', {
    says: '为一个目的查看密封的个人信息',
    right: personOnPart('register', 'reveal'),
    each: stands.reveal,
    refuses: [faults['not-found'], faults['nothing-sealed'], faults['not-unsealed']],
    takes: {
      params: one,
      body: revealOf(z.string().max(80)),
    },
    answers: z.record(z.string(), z.string()),
    does: async ({ house, by, params, body, reply }) => {
      const reading = { id: params.id, ...body }
      reply.header('cache-control', 'no-store')
      return reveal(house.database, registerNamed(house, params.name), reading, by, house.clock.now())
    },
  }),
]
