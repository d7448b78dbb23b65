import * as z from 'zod'
import { defineRoute, instant, made, pageOf } from '#kernel/engine'
import { broughtBy } from '#kernel/file'
import { keyed, queryText, writeOnce } from '#kernel/http'
import { print } from '#engines/document/run'
import { broughtFile, sendSheet } from '#engines/front/run'
import { onPart, person, personOnPart } from '#engines/identity/run'
import type { Register } from '#engines/register'
import { anyRow } from '#engines/register/run'
import { act, undo } from './acting.ts'
import { board, boardRow, type BoardBy } from './board.ts'
import { boardQuery, listingOf, query, withinOf } from './listing.ts'
import { listCases, reaches, readCase, wholeAsSeen, wholeOf, type Whole } from './read.ts'
import { listedCase } from './row.ts'
import { caseNamed, exportCases, importActs, sheetOf } from './sheet.ts'

const params = z.object({ kind: z.string().max(80) })
const one = params.extend({ id: z.uuid() })
const sheets = params.extend({ action: z.string().max(80) })

const form = z.record(z.string(), z.unknown())

/** A case whole: its subject, its trail, what came of it, and what the reader may do now. */
export const caseWhole = listedCase.extend({
  record: anyRow,
  participants: z.array(z.string()),
  /** For whom it is decided. */
  parties: z.array(z.object({ role: z.string(), title: z.string(), hasAccount: z.boolean(), isReader: z.boolean() })),
  /** Newest first. */
  trail: z.array(
    z.object({
      ...{ id: z.uuid(), at: instant, action: z.string(), title: z.string() },
      ...{ from: z.string().nullable(), to: z.string(), form },
      /** Fields of the form that are there and not shown to this reader. */
      veiled: z.array(z.string()).optional(),
      actor: z.object({ name: z.string(), agency: z.string().nullable(), behalf: z.string().optional() }),
    }),
  ),
  children: z.array(
    z.object({
      ...{ kind: z.string(), id: z.uuid(), title: z.string(), agency: z.string(), region: z.string() },
      ...{ state: z.string(), signal: z.string().nullable(), facts: form },
    }),
  ),
  may: z.array(z.string()),
  /** The last act, if this reader took it and may still take it back: `POST /api/cases/{kind}/{id}/undo {version}`. */
  undo: z.object({ title: z.string() }).nullable(),
})
/** A case that an act has taken out of its actor's sight. */
const handedOver = z.object({ id: z.uuid(), kind: z.string(), handedOver: z.literal(true) })

/** Cases over HTTP: list, board, read, act, undo; ledgers out, filled-in sheets in; printed. */
export const routes = [
  defineRoute('GET /api/cases/{kind}', {
    says: '办件清单',
    right: onPart('case', 'read'),
    takes: { params, query },
    answers: pageOf(listedCase),
    does: ({ house, by, params, query: { after, limit, ...asked } }) => {
      const declared = caseNamed(house, params.kind)
      const listing = listingOf(declared, asked, by.agency)
      return listCases(house.database, declared, by, house.clock.now(), { ...listing, after, limit })
    },
  }),
  defineRoute('GET /api/cases/{kind}/board', {
    says: '办件看板',
    right: onPart('case', 'read'),
    takes: { params, query: boardQuery },
    answers: z.array(boardRow),
    does: ({ house, by: actor, params, query: { by, ...query } }) => {
      const declared = caseNamed(house, params.kind)
      const asked = { ...query, within: withinOf(declared, query) ?? query.within }
      return board(house.database, declared, actor, by as BoardBy, asked)
    },
  }),
  defineRoute('POST /api/cases/{kind}/export', {
    says: '导出台账',
    right: person,
    takes: { params, body: z.strictObject({ query: queryText(query) }) },
    answers: made,
    status: 202,
    does: async ({ house, by, params, body }) => {
      const { database, clock, jobs } = house
      const declared = caseNamed(house, params.kind)
      const { after: _after, limit: _limit, ...listing } = body.query
      await listCases(database, declared, by, clock.now(), { ...listingOf(declared, listing, by.agency), limit: 1 })
      const data = { kind: declared.name, query: listing, actor: by }
      return {
        id: await database.write({ all: 'on' }, (tx) => jobs.send(tx, exportCases, data, by.person, clock.now())),
      }
    },
  }),
  defineRoute('GET /api/cases/{kind}/sheets/{action}', {
    says: '批量办理用的表',
    right: personOnPart('case', '{action}'),
    takes: { params: sheets },
    does: ({ house, by, params, reply }) =>
      sendSheet(reply, sheetOf(house, caseNamed(house, params.kind), params.action, by)),
  }),
  defineRoute('POST /api/cases/{kind}/sheets/{action}', {
    says: '用填好的表批量办理',
    right: personOnPart('case', '{action}'),
    takes: { params: sheets, body: broughtFile },
    answers: made,
    status: 202,
    does: async ({ house, by, params: { kind, action }, body: { file, name } }) => {
      const { database, clock, jobs } = house
      sheetOf(house, caseNamed(house, kind), action, by)
      const id = await database.write({ all: 'on' }, async (tx) => {
        await broughtBy(tx, { id: file, name }, by.person)
        const data = { kind, action, file: { id: file, name }, actor: by }
        return jobs.send(tx, importActs, data, by.person, clock.now())
      })
      return { id }
    },
  }),
  defineRoute('GET /api/cases/{kind}/{id}/print', {
    says: '打印为公文',
    right: onPart('case', 'read'),
    takes: { params: one },
    does: async ({ house, by, params, reply }) => {
      const declared = caseNamed(house, params.kind)
      const found = await readCase(house.database, declared, params.id, by, house.clock.now())
      const printed = await print(house, declared.subject as Register, found.record as never)
      return reply
        .header('content-type', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document')
        .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(`${found.title}.docx`)}`)
        .send(printed)
    },
  }),
  defineRoute('GET /api/cases/{kind}/{id}', {
    says: '一个办件',
    right: onPart('case', 'read'),
    takes: { params: one },
    answers: caseWhole,
    does: ({ house, by, params: { kind, id } }) =>
      readCase(house.database, caseNamed(house, kind), id, by, house.clock.now()),
  }),
  defineRoute('POST /api/cases/{kind}/{id}/undo', {
    says: '撤销自己刚办的一步',
    right: personOnPart('case', 'read'),
    takes: { params: one, body: z.strictObject({ version: z.int().min(1) }) },
    answers: caseWhole,
    does: async ({ house, by, params: { kind, id }, body }) => {
      const { database, clock } = house
      const declared = caseNamed(house, kind)
      await undo(database, declared, id, body.version, { actor: by, at: clock.now() })
      return readCase(database, declared, id, by, clock.now())
    },
  }),
  defineRoute('POST /api/cases/{kind}/{id}/{action}', {
    says: '办理',
    right: personOnPart('case', '{action}'),
    takes: {
      params: one.extend({ action: z.string().max(80) }),
      headers: keyed,
      body: z.strictObject({ version: z.int().min(1), form: form.default({}) }),
    },
    answers: z.union([caseWhole, handedOver]),
    does: async ({ house, by, params: { kind, id, action }, headers, body }) => {
      const { database, clock } = house
      const declared = caseNamed(house, kind)
      const asked = { actor: by.person, key: headers['idempotency-key'], request: [kind, id, action, body] }
      const at = clock.now()
      let now: Whole | undefined
      await writeOnce<number>(database, asked, async (kept) => {
        let done: Whole | undefined
        await act(database, declared, id, { action, ...body }, { actor: by, at }, async (tx, doing) => {
          done = await doing()
          kept(tx, done.row.version)
        })
        now = done
        return (done as unknown as Whole).row.version
      })
      // A repeat of what was done before finds the case as it stands by now.
      now ??= await wholeOf(database, declared, id, by)
      return now && reaches(by, declared, 'read', now)
        ? wholeAsSeen(database, declared, now, by, at)
        : { id, kind, handedOver: true as const }
    },
  }),
]
