import type { FastifyReply } from 'fastify'
import * as z from 'zod'
import { defineRoute, made, pageOf, rowsOf } from '#kernel/engine'
import { broughtBy, fileFaults } from '#kernel/file'
import { attachment, keyed, queryText, writeOnce } from '#kernel/http'
import { documentFaults, print } from '#engines/document/run'
import { broughtFile, sendSheet, sheetType } from '#engines/front/run'
import { identityFaults, onPart, person, personAnywhere, personOnPart } from '#engines/identity/run'
import type { Register } from '#engines/register'
import { listWords, registerFaults } from '#engines/register/run'
import { faults } from './faults.ts'
import { act, undo } from './acting.ts'
import { board, boardRow, type BoardBy } from './board.ts'
import { lineFace, linesAsSeen } from './line-face.ts'
import { boardQuery, listingOf, query } from './listing.ts'
import { onPaper } from './paper.ts'
import { listCases, reaches, readCase, seenOnPaper, wholeAsSeen, wholeOf, type Whole } from './read.ts'
import { matter, mattersOf } from './matters.ts'
import { listedCase } from './row.ts'
import { caseWhole, form, handedOver } from './shape.ts'
import { stands } from './stands.ts'
import { caseNamed, exportCases, importActs, sheetOf } from './sheet.ts'

const params = z.object({ kind: z.string().max(80).describe('办件类型的名字') })
const one = params.extend({ id: z.uuid().describe('办件的编号') })
const action = z.string().max(80).describe('动作的名字')
const sheets = params.extend({ action })

/** What an act may be refused by: what its rules say, and what the rows that it writes are refused by. */
const acting = [
  ...[faults['not-found'], faults['stale-version'], faults['out-of-order'], faults['form-incomplete']],
  ...[faults['not-now'], faults['no-such-row'], identityFaults['step-up-needed'], fileFaults['not-uploaded']],
  ...[
    registerFaults['wrong-fields'],
    registerFaults.duplicate,
    registerFaults.circular,
    registerFaults['no-such-record'],
  ],
]
/** The media type of a document in Word. @source ISO/IEC 29500 */
const wordType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

const sendWord = (reply: FastifyReply, title: string, file: Buffer) =>
  reply
    .header('content-type', wordType)
    .header('content-disposition', attachment(`${title}.docx`))
    .send(file)

/** Cases over HTTP: list, board, read, act, undo; ledgers out, filled-in sheets in; printed. */
export const routes = [
  defineRoute('GET /api/matters', {
    says: '我的办件',
    right: personAnywhere,
    refuses: [registerFaults['bad-cursor']],
    takes: {
      query: z.strictObject({
        state: z.enum(['open', 'ended']).default('open').describe('在办的，或办完的'),
        ...listWords,
      }),
    },
    answers: pageOf(matter),
    does: ({ house, by, query: { state, ...page } }) => mattersOf(house, by, { open: state === 'open', ...page }),
  }),
  defineRoute('GET /api/duties/lines', {
    says: '各条线上谁在任、缺谁',
    right: person,
    answers: rowsOf(lineFace).extend({ duties: z.array(lineFace.shape.duty) }),
    does: ({ house, by }) => linesAsSeen(house, by),
  }),
  defineRoute('GET /api/cases/{kind}', {
    says: '办件清单',
    right: onPart('case', 'read'),
    each: stands.list,
    refuses: [faults['no-such-filter'], registerFaults['bad-cursor']],
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
    each: stands.board,
    refuses: [faults['no-such-filter']],
    takes: { params, query: boardQuery },
    answers: z.array(boardRow),
    does: ({ house, by: actor, params, query: { by, ...query } }) => {
      const declared = caseNamed(house, params.kind)
      return board(house.database, declared, actor, by as BoardBy, query)
    },
  }),
  defineRoute('POST /api/cases/{kind}/export', {
    says: '导出台账',
    right: person,
    each: stands.export,
    refuses: [faults['no-such-filter']],
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
    each: stands.emptySheet,
    sends: sheetType,
    takes: { params: sheets },
    does: ({ house, by, params, reply }) =>
      sendSheet(reply, sheetOf(house, caseNamed(house, params.kind), params.action, by)),
  }),
  defineRoute('POST /api/cases/{kind}/sheets/{action}', {
    says: '用填好的表批量办理',
    right: personOnPart('case', '{action}'),
    each: stands.filledSheet,
    refuses: [fileFaults['not-uploaded']],
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
    each: stands.print,
    sends: wordType,
    refuses: [faults['not-found'], documentFaults['not-printed']],
    takes: { params: one },
    does: async ({ house, by, params, reply }) => {
      const declared = caseNamed(house, params.kind)
      const found = await readCase(house.database, declared, params.id, by, house.clock.now())
      const printed = await print(house, declared.subject as Register, found.record as never)
      return sendWord(reply, found.title, printed)
    },
  }),
  defineRoute('GET /api/cases/{kind}/{id}/papers/{paper}', {
    says: '办件的一份文书',
    right: onPart('case', 'read'),
    each: stands.paper,
    sends: wordType,
    refuses: [faults['not-found'], documentFaults['not-printed'], identityFaults['not-granted']],
    takes: { params: one.extend({ paper: z.string().max(80).describe('文书的名字') }) },
    does: async ({ house, by, params: { kind, id, paper }, reply }) => {
      const declared = caseNamed(house, kind)
      const now = house.clock.now()
      const whole = await wholeOf(house.database, declared, id, by, now)
      if (!whole) throw faults['not-found']({ title: declared.title })
      const seen = await seenOnPaper(house.database, declared, whole, by, now)
      const { title, file } = await onPaper(house, declared, paper, whole, seen)
      return sendWord(reply, title, file)
    },
  }),
  defineRoute('GET /api/cases/{kind}/{id}', {
    says: '一个办件',
    right: onPart('case', 'read'),
    each: stands.one,
    refuses: [faults['not-found']],
    takes: { params: one },
    answers: caseWhole,
    does: ({ house, by, params: { kind, id } }) =>
      readCase(house.database, caseNamed(house, kind), id, by, house.clock.now()),
  }),
  defineRoute('POST /api/cases/{kind}/{id}/undo', {
    says: '撤销自己刚办的一步',
    right: personOnPart('case', 'read'),
    each: stands.undo,
    refuses: [faults['not-found'], faults['stale-version'], faults['not-undone']],
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
    each: stands.act,
    refuses: acting,
    takes: {
      params: one.extend({ action }),
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
      now ??= await wholeOf(database, declared, id, by, at)
      return now && reaches(by, declared, 'read', now)
        ? wholeAsSeen(database, declared, now, by, at)
        : { id, kind, handedOver: true as const }
    },
  }),
]
