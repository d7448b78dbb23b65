import * as z from 'zod'
import { defineRoute, each, instant, made, type House } from '#kernel/engine'
import { attachment } from '#kernel/http'
import type { Actor } from '#engines/identity'
import { identityFaults, onPart, personOnPart, reachOf } from '#engines/identity/run'
import { inputsCsv, scoresCsv } from './csv.ts'
import { faults } from './faults.ts'
import type { Assessment, AssessmentAction } from './index.ts'
import { boardOf, schemeFor, schemesFor, scoresOf } from './read.ts'
import { sheetOf } from './sheet.ts'
import { revise } from './revise.ts'

const named = z.object({ name: z.string().max(80).describe('考评的名字') })
const one = named.extend({ id: z.uuid().describe('方案的编号') })
const titles: Record<AssessmentAction, string> = { read: '查看', rank: '查看排名', revise: '另立新版' }

/** A kind of assessment that somebody sees something of. @throws assessment/no-such-scheme */
function assessmentNamed(house: House, name: string, actor: Actor): Assessment {
  const found = house.parts<Assessment>('assessment').get(name)
  if (!found || reachOf(actor, found, 'rank').size === 0) throw faults['no-such-scheme']()
  return found
}

const stands = (action: AssessmentAction, says: string) =>
  each<Assessment>('assessment', ({ name, title }) => [
    { at: { name }, right: [title, titles[action]], says: `${title}：${says}` },
  ])
const standing = z.enum(['draft', 'begun', 'published', 'final', 'replaced'])
/** A scheme in the list of them. */
export const listedFace = z.object({
  ...{ id: z.uuid(), title: z.string(), year: z.int(), edition: z.int(), standing },
  ...{ reportsUntil: z.string(), freezesOn: instant, objectsUntil: instant.nullable() },
})
const version = z.object({ id: z.uuid(), edition: z.int(), standing })
const head = z.object({
  ...{ id: z.uuid(), title: z.string(), year: z.int(), edition: z.int(), standing, digest: z.string() },
  ...{ places: z.int(), missing: z.string(), ties: z.string() },
  grades: z.array(z.object({ title: z.string(), share: z.string() })),
  ...{ reportsUntil: z.string(), freezesAt: instant, frozenAt: instant.nullable(), publishedAt: instant.nullable() },
  ...{ objectsUntil: instant.nullable(), finalAt: instant.nullable() },
})
const points = {
  ...{ rank: z.int().nullable(), total: z.string().nullable(), grade: z.string().nullable(), vetoed: z.boolean() },
}

/** A scheme's ranking as its page shows it. */
export const boardFace = head.extend({
  versions: z.array(version),
  former: z.object({ id: z.uuid(), edition: z.int() }).nullable(),
  groups: z.array(
    z.object({
      ...{ name: z.string(), title: z.string() },
      rows: z.array(
        z.object({
          ...{ agency: z.string(), name: z.string(), ...points },
          told: z.object({ of: z.int(), there: z.int() }).nullable(),
          former: z.object({ rank: z.int(), total: z.string() }).nullable(),
          lost: z.array(z.object({ code: z.string(), title: z.string(), lost: z.string() })),
        }),
      ),
    }),
  ),
  may: z.array(z.string()),
})

const reading = z.object({
  ...{
    value: z.string().nullable(),
    points: z.string().nullable(),
    total: z.string(),
    rank: z.int(),
    grade: z.string(),
  },
})

/** An object's sheet as its page shows it. */
export const sheetFace = head.extend({
  ...{ agency: z.string(), name: z.string(), group: z.string(), groupTitle: z.string(), among: z.int(), ...points },
  leaves: z.array(
    z.object({
      ...{ id: z.uuid(), code: z.string(), branch: z.string(), title: z.string(), says: z.string().nullable() },
      ...{ weight: z.string(), method: z.string(), source: z.string(), from: z.string(), how: z.string() },
      indicator: z.object({ name: z.string(), title: z.string(), unit: z.string() }).nullable(),
      ...{ value: z.string().nullable(), points: z.string().nullable(), lost: z.string().nullable() },
      origin: z
        .object({
          kind: z.string(),
          register: z.string().nullable(),
          id: z.uuid().nullable(),
          standing: z.string().nullable(),
        })
        .nullable(),
      behind: z.array(z.object({ id: z.uuid(), value: z.number(), title: z.string(), path: z.string() })),
    }),
  ),
  changes: z.array(
    z.object({
      ...{ at: instant, code: z.string(), title: z.string(), objection: z.uuid() },
      ...{ from: reading, to: reading },
    }),
  ),
})

const refusesNone = [faults['no-such-scheme'], identityFaults['not-granted']]

/** A scheme whose ranking somebody may see, for whoever computes it once more. @throws assessment/no-such-scheme */
async function recomputed(house: House, { name, id }: { name: string; id: string }, by: Actor) {
  const assessment = assessmentNamed(house, name, by)
  const { begun, sight } = await schemeFor(house, assessment, id, by)
  if (!sight.ranking) throw faults['no-such-scheme']()
  return { assessment, begun }
}

/** Assessments over HTTP: schemes, the ranking, an object's sheet, what everything is recomputed from, and a new version. */
export const routes = [
  defineRoute('GET /api/assessments/{name}', {
    says: '历年考评',
    right: onPart('assessment', 'rank'),
    each: stands('rank', '历年考评'),
    refuses: refusesNone,
    takes: { params: named },
    answers: z.array(listedFace),
    does: ({ house, by, params: { name } }) => schemesFor(house, assessmentNamed(house, name, by), by),
  }),
  defineRoute('GET /api/assessments/{name}/{id}', {
    says: '一次考评的得分和排名',
    right: onPart('assessment', 'rank'),
    each: stands('rank', '得分和排名'),
    refuses: refusesNone,
    takes: { params: one },
    answers: boardFace,
    does: async ({ house, by, params: { name, id } }) => {
      const assessment = assessmentNamed(house, name, by)
      const seen = await schemeFor(house, assessment, id, by)
      const may = assessment.actions.filter((action) => reachOf(by, assessment, action).size > 0)
      const { former, ...board } = await boardOf(house, assessment, seen)
      return { ...board, former: former ?? null, may }
    },
  }),
  defineRoute('GET /api/assessments/{name}/{id}/objects/{agency}', {
    says: '一个单位的得分明细',
    right: onPart('assessment', 'read'),
    each: stands('read', '得分明细'),
    refuses: [...refusesNone, faults['no-such-object']],
    takes: { params: one.extend({ agency: z.string().max(80).describe('单位') }) },
    answers: sheetFace,
    does: async ({ house, by, params: { name, id, agency } }) => {
      const assessment = assessmentNamed(house, name, by)
      const seen = await schemeFor(house, assessment, id, by)
      return sheetOf(house, assessment, seen, agency, by)
    },
  }),
  defineRoute('GET /api/assessments/{name}/{id}/scheme.json', {
    says: '重算用的方案',
    right: onPart('assessment', 'rank'),
    each: stands('rank', '重算用的方案'),
    refuses: refusesNone,
    takes: { params: one },
    sends: 'application/json',
    does: async ({ house, by, params, reply }) => {
      const { begun } = await recomputed(house, params, by)
      return reply
        .header('content-disposition', attachment('scheme.json'))
        .type('application/json; charset=utf-8')
        .send(begun.text)
    },
  }),
  defineRoute('GET /api/assessments/{name}/{id}/{file}', {
    says: '重算用的数据、得分',
    right: onPart('assessment', 'rank'),
    each: stands('rank', '重算用的数据、得分'),
    refuses: refusesNone,
    takes: { params: one.extend({ file: z.enum(['inputs.csv', 'scores.csv']).describe('哪个文件') }) },
    sends: 'text/csv',
    does: async ({ house, by, params: { file, ...params }, reply }) => {
      const { assessment, begun } = await recomputed(house, params, by)
      const { known, scores } = await scoresOf(house, assessment, begun)
      const text = file === 'inputs.csv' ? inputsCsv(begun.scheme, known.inputs) : scoresCsv(begun.scheme, scores)
      return reply.header('content-disposition', attachment(file)).type('text/csv; charset=utf-8').send(text)
    },
  }),
  defineRoute('POST /api/assessments/{name}/{id}/versions', {
    says: '另立新版',
    right: personOnPart('assessment', 'revise'),
    each: stands('revise', '另立新版'),
    refuses: [...refusesNone, faults['not-ready']],
    takes: { params: one },
    answers: made,
    status: 201,
    does: async ({ house, by, params: { name, id } }) => {
      const assessment = assessmentNamed(house, name, by)
      const at = house.clock.now()
      return { id: await house.database.write({ all: 'on' }, (tx) => revise(tx, assessment, id, { actor: by, at })) }
    },
  }),
]
