import * as z from 'zod'
import { defineRoute, each, instant, nextOf, rowsOf } from '#kernel/engine'
import { choice, words } from '#kernel/field'
import { attachment } from '#kernel/http'
import { agency } from '#engines/identity'
import { anyone, onPart } from '#engines/identity/run'
import { registerFaults } from '#engines/register/run'
import { check, standings } from './check/check.ts'
import { checkFace } from './check/steps.ts'
import { faults } from './faults.ts'
import type { SealedPaper, Seals } from './index.ts'
import { pdfOf } from './paper/issue.ts'
import { byCode, editionsOf, ofdOf, paperFor, sealFile, sealFor, usesOf } from './read.ts'

const one = z.object({ name: z.string().max(80).describe('名字'), id: z.uuid().describe('这一行的编号') })
const refused = [faults['no-such-part'], registerFaults['not-found']]
const standing = (label: string) => choice(label, standings)
const seal = (says: string) =>
  each<Seals>('seal', ({ name, title }) => [{ at: { name }, right: [title, '查看'], says: `${says}：${title}` }])
const paper = (says: string) =>
  each<SealedPaper>('sealed-paper', ({ name, title }) => [
    { at: { name }, right: [title, '查看'], says: `${says}：${title}` },
  ])

/** A seal as it was made. */
export const sealFace = z.object({
  ...{ number: z.string(), name: z.string(), from: instant, until: instant },
  standing: choice('印章状态', { live: '在用', rests: '停用', revoked: '已注销', expired: '已过期' }),
  ...{ certificate: z.string(), fingerprint: z.string() },
  /** SVG. */
  picture: z.string(),
})

/** An edition of a row's paper. */
export const editionFace = z.object({
  ...{ edition: z.int(), title: z.string(), code: z.string(), sealedAt: instant, endedAt: instant.nullable() },
  standing: standing('状态'),
})

/** What anybody is told of a paper by its code. */
export const codeFace = z.object({
  ...{ title: z.string(), agency: agency('签发单位'), number: z.string() },
  ...{ edition: z.int(), last: z.int(), sealedAt: instant, endedAt: instant.nullable() },
  standing: standing('现在'),
})

const mostCharacters = 950_000
const kinds = { ofd: 'application/ofd', pdf: 'application/pdf' } as const

/** Seals, what was sealed with them, and checks of files that carry one. */
export const routes = [
  defineRoute('GET /api/seals/{name}/{id}', {
    says: '一枚电子印章',
    right: onPart('seal', 'read'),
    each: seal('一枚电子印章'),
    refuses: [...refused, faults['no-such-seal']],
    takes: { params: one },
    answers: sealFace,
    does: ({ house, by, params }) => sealFor(house, params, by),
  }),
  defineRoute('GET /api/seals/{name}/{id}/file', {
    says: '印章文件（GB/T 38540）',
    right: onPart('seal', 'read'),
    each: seal('印章文件'),
    refuses: [...refused, faults['no-such-seal']],
    takes: { params: one },
    sends: 'application/octet-stream',
    does: async ({ house, by, params, reply }) => {
      const file = await sealFile(house, params, by)
      return reply.header('content-disposition', attachment('印章.esl')).type('application/octet-stream').send(file)
    },
  }),
  defineRoute('GET /api/seals/{name}/{id}/uses', {
    says: '用印记录',
    right: onPart('seal', 'read'),
    each: seal('用印记录'),
    refuses: refused,
    takes: { params: one, query: z.strictObject({ after: z.uuid().optional().describe('上一页答复的 next') }) },
    answers: nextOf(
      z.object({ id: z.uuid(), title: z.string(), edition: z.int(), sealedAt: instant, digest: z.string() }),
    ),
    does: ({ house, by, params, query }) => usesOf(house, { ...params, ...query }, by),
  }),
  defineRoute('GET /api/sealed-papers/{name}/{id}', {
    says: '盖过章的文书，各版',
    right: onPart('sealed-paper', 'read'),
    each: paper('盖过章的文书'),
    refuses: refused,
    takes: { params: one },
    answers: rowsOf(editionFace),
    does: ({ house, by, params }) => editionsOf(house, params, by),
  }),
  defineRoute('GET /api/sealed-papers/{name}/{id}/{form}', {
    says: '下载盖过章的文书',
    right: onPart('sealed-paper', 'read'),
    each: paper('下载'),
    refuses: [
      ...refused,
      faults['no-such-paper'],
      faults['purpose-needed'],
      faults['paper-ended'],
      faults['seal-ended'],
    ],
    takes: {
      params: one.extend({ form: z.enum(['ofd', 'pdf']).describe('哪一种格式') }),
      query: z.strictObject({
        edition: z.coerce.number().int().min(1).optional().describe('第几版，不写是最新的'),
        purpose: words({ min: 4, max: 200 }).optional().describe('用来做什么；里面有别人的个人信息时要写，会记录'),
      }),
    },
    sends: 'application/octet-stream',
    does: async ({ house, by, params: { name, id, form }, query, reply }) => {
      const { paper: found, of } = await paperFor(house, { name, id, ...query }, by)
      const file = form === 'ofd' ? await ofdOf(house, found) : await pdfOf(house, of.with, found)
      return reply
        .header('content-disposition', attachment(`${found.title}.${form}`))
        .type(kinds[form])
        .send(file)
    },
  }),
  defineRoute('GET /api/paper-codes/{code}', {
    says: '凭文书上的编码查现在的状态',
    right: anyone,
    perMinute: 60,
    refuses: [faults['no-such-paper']],
    takes: {
      params: z.object({
        code: z
          .string()
          .regex(/^[0-9a-f]{32}$/)
          .describe('文书上的编码'),
      }),
    },
    answers: codeFace,
    does: ({ house, params: { code } }) => byCode(house, code),
  }),
  defineRoute('POST /api/paper-checks', {
    says: '核验一份盖过章的文件',
    right: anyone,
    perMinute: 20,
    refuses: [faults['not-a-file']],
    takes: {
      body: z.strictObject({
        content: z.string().max(mostCharacters).describe('文件内容，base64，文件不超过 700 KB'),
      }),
    },
    answers: checkFace,
    does: ({ house, body: { content } }) => {
      const file = Buffer.from(content, 'base64')
      if (file.length === 0 || file.toString('base64').replace(/=+$/, '') !== content.replace(/=+$/, ''))
        throw faults['not-a-file']({ why: '上传的内容不完整。' })
      return check(house, file)
    },
  }),
]
