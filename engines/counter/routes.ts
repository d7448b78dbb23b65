import * as z from 'zod'
import { newId, type Tx } from '#kernel/database'
import { defineRoute, each, instant, nextOf, type House } from '#kernel/engine'
import { fileFaults } from '#kernel/file'
import { publish } from '#kernel/event'
import { choice, noteOf } from '#kernel/field'
import { identityFaults, personOnPart, reachOf, type Person } from '#engines/identity/run'
import { askedOf, blindOf, registerFaults } from '#engines/register/run'
import { sealedFieldsOf } from '#engines/register'
import { aPage, draftsOf, holdDraft, standings, writtenIn, type Kept, type Written } from './draft.ts'
import { fileDraft, giveUp } from './end.ts'
import { faults } from './faults.ts'
import type { Counter } from './index.ts'
import { personalIn, takeIn, type Became, type Writer } from './write.ts'

const title = '办草稿'
const named = z.object({ name: z.string().max(80).describe('办事台') })
const one = named.extend({ id: z.uuid().describe('草稿的编号，由开始写的设备生成') })
const stands = (says: string) =>
  each<Counter>('counter', (counter) => [
    { at: { name: counter.name }, right: [counter.title, title], says: `${counter.title}：${says}` },
  ])
const ofPost = [faults['no-such'], identityFaults['not-granted']]

/** A draft as its list shows it. */
export const listedDraft = z.object({
  ...{ id: z.uuid(), version: z.int(), called: z.string() },
  standing: choice('现在', standings),
  /** Parts that two have written in two ways. */
  apart: z.int(),
  /** The row that it was filed as. */
  row: z.uuid().nullable(),
  ...{ beganName: z.string(), beganAt: instant, wroteName: z.string(), wroteAt: instant },
})

const part = z.object({ part: z.string(), stands: z.unknown(), other: z.unknown() })

/** A draft with what is written in it. */
export const draftFace = listedDraft.omit({ apart: true }).extend({
  words: z.record(z.string(), z.unknown()),
  /** What two have written in two ways, with who wrote the one that came second. */
  apart: z.array(part.extend({ by: z.string(), at: instant })),
  /** What this writing says that is not in what was filed before it came. */
  late: z.array(part.omit({ stands: true })),
})

const mostParts = 200
const words = z
  .record(z.string().max(80), z.unknown())
  .refine((said) => Object.keys(said).length <= mostParts && JSON.stringify(said).length <= 200_000, '草稿太大')
  .describe('填了的，按登记册的字段')

/** A counter where somebody works, and they in the post in which they do. @throws counter/no-such identity/not-granted */
function at(house: House, name: string, by: Person): { counter: Counter; by: Writer } {
  const counter = house.parts<Counter>('counter').get(name)
  if (!counter || reachOf(by, counter, 'draft').size === 0) throw faults['no-such']()
  const { agency } = by
  if (agency === null) throw identityFaults['not-granted']({ action: title, on: counter.title })
  return { counter, by: { actor: { ...by, agency }, at: house.clock.now() } }
}

const faceOf = ({ draft, written, late }: Became) => ({
  ...shown(draft),
  words: written.words,
  apart: written.apart.map((clash) => ({ ...clash, at: new Date(clash.at) })),
  late: [...late].map(([name, other]) => ({ part: name, other })),
})

const shown = ({ id, version, called, standing, row, beganName, beganAt, wroteName, wroteAt }: Kept) => ({
  ...{ id, version, called, standing, row, beganName, beganAt, wroteName, wroteAt },
})

/** Whoever takes up what a colleague wrote has looked at somebody's data: it is on record before it is shown. */
async function noteTakingUp(
  tx: Tx,
  counter: Counter,
  draft: Kept,
  { words: said }: Written,
  { actor, at: now }: Writer,
) {
  if (draft.wroteBy === actor.person) return
  const subject = { actor: actor.person, subject: `draft:${draft.id}`, at: now }
  await publish(tx, { ...subject, kind: 'draft.taken-up', about: { counter: counter.name } })
  const numbers = sealedFieldsOf(counter.of).filter(([, kind]) => kind === 'citizen-number')
  for (const [name, kind] of numbers) {
    const number = said[name]
    if (typeof number !== 'string') continue
    tx.add('record.look', {
      ...{ id: newId(now), at: now, officer: actor.person, officer_name: actor.name, agency: actor.agency },
      ...{ purpose: `${counter.title}：接着办草稿`, register: counter.of.name, record: draft.id },
      ...{ fields: [name, ...personalIn(counter, said)], citizen: blindOf(tx, kind, number) },
    })
  }
}

/** Drafts over HTTP: written from any device of an agency, brought together, filed once. */
export const routes = [
  defineRoute('GET /api/counters/{name}/drafts', {
    says: '本单位的草稿',
    right: personOnPart('counter', 'draft'),
    each: stands('本单位的草稿'),
    refuses: ofPost,
    takes: {
      params: named,
      query: z.strictObject({
        standing: choice('现在', standings).default('open'),
        after: z.uuid().optional().describe('上一页答复的 next'),
      }),
    },
    answers: nextOf(listedDraft),
    does: async ({ house, by: whoever, params: { name }, query }) => {
      const { counter, by } = at(house, name, whoever)
      const rows = await draftsOf(house, { counter: counter.name, agency: by.actor.agency, ...query })
      return { rows, next: rows.length < aPage ? null : (rows.at(-1)?.id ?? null) }
    },
  }),
  defineRoute('GET /api/counters/{name}/drafts/{id}', {
    says: '一份草稿',
    right: personOnPart('counter', 'draft'),
    each: stands('一份草稿'),
    refuses: [...ofPost, faults['no-such-draft']],
    takes: { params: one },
    answers: draftFace,
    does: async ({ house, by: whoever, params: { name, id } }) => {
      const { counter, by } = at(house, name, whoever)
      return house.database.write({ all: 'on' }, async (tx) => {
        const draft = await holdDraft(tx, { counter: counter.name, agency: by.actor.agency, id })
        if (!draft) throw faults['no-such-draft']()
        const written = await writtenIn(tx, draft)
        await noteTakingUp(tx, counter, draft, written, by)
        return faceOf({ draft, written, late: new Map() })
      })
    },
  }),
  defineRoute('POST /api/counters/{name}/drafts/{id}/writings', {
    says: '送上一台设备写的，和别人写的合在一起',
    right: personOnPart('counter', 'draft'),
    each: stands('送上一台设备写的'),
    refuses: [...ofPost, faults['no-such-draft'], faults['not-taken'], fileFaults['not-uploaded']],
    takes: {
      params: one,
      body: z.strictObject({
        id: z.uuid().describe('这次改动的编号，由设备生成；再送一次只算一次'),
        base: z.int().min(0).describe('在第几版上写的，新草稿是 0'),
        words,
        decides: z.array(z.string().max(200)).max(mostParts).default([]).describe('选定了用哪一种的'),
        writtenAt: z.iso.datetime({ offset: true }).describe('在设备上写的时刻'),
      }),
    },
    answers: draftFace,
    does: async ({ house, by: whoever, params: { name, id }, body }) => {
      const { counter, by } = at(house, name, whoever)
      const asked = askedOf(by.actor, counter.of)
      const strange = Object.keys(body.words).filter((field) => !asked.includes(field))
      if (strange.length > 0) throw faults['not-taken']({ fields: strange.map((field) => labelOf(counter, field)) })
      const writing = { ...body, draft: id, writtenAt: new Date(body.writtenAt) }
      return faceOf(await house.database.write({ all: 'on' }, (tx) => takeIn(tx, counter, writing, by)))
    },
  }),
  defineRoute('POST /api/counters/{name}/drafts/{id}/filing', {
    says: '把草稿交上去',
    right: personOnPart('counter', 'draft'),
    each: stands('把草稿交上去'),
    refuses: [
      ...ofPost,
      ...[faults['no-such-draft'], faults.changed, faults.undecided, fileFaults['not-uploaded']],
      ...[registerFaults['wrong-fields'], registerFaults.duplicate, identityFaults['step-up-needed']],
    ],
    takes: { params: one, body: z.strictObject({ version: z.int().min(1).describe('看过的是第几版') }) },
    answers: z.object({ row: z.uuid() }),
    does: async ({ house, by: whoever, params: { name, id }, body: { version } }) => {
      const { counter, by } = at(house, name, whoever)
      return { row: await house.database.write({ all: 'on' }, (tx) => fileDraft(tx, counter, { id, version }, by)) }
    },
  }),
  defineRoute('DELETE /api/counters/{name}/drafts/{id}', {
    says: '草稿不要了',
    right: personOnPart('counter', 'draft'),
    each: stands('草稿不要了'),
    refuses: [...ofPost, faults['no-such-draft'], faults.changed, faults['filed-already']],
    takes: {
      params: one,
      query: z.strictObject({ version: z.coerce.number().int().min(1).describe('看过的是第几版') }),
    },
    status: 204,
    does: async ({ house, by: whoever, params: { name, id }, query: { version }, reply }) => {
      const { counter, by } = at(house, name, whoever)
      await house.database.write({ all: 'on' }, (tx) => giveUp(tx, counter, { id, version }, by))
      return reply.status(204).send()
    },
  }),
]

function labelOf({ of }: Counter, field: string) {
  const declared = Object.hasOwn(of.fields, field) ? of.fields[field] : undefined
  return declared ? noteOf(declared as z.ZodType).label : field
}
