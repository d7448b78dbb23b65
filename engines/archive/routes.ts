import * as z from 'zod'
import { defineRoute, each, instant } from '#kernel/engine'
import { words } from '#kernel/field'
import { attachment } from '#kernel/http'
import { onPart, personOnPart } from '#engines/identity/run'
import { registerFaults } from '#engines/register/run'
import { checkPackage } from './check/check.ts'
import { reportFace } from './check/points.ts'
import { faults } from './faults.ts'
import type { Archive, ArchiveAction } from './index.ts'
import { checkOne } from './keep.ts'
import { archiveFor, contentOf, packageOf, transferOf } from './read.ts'

const named = z.object({ name: z.string().max(80).describe('档案的名字') })
const one = named.extend({ id: z.uuid().describe('这一件的编号') })
const titles = { read: '查看', check: '检测', transfer: '移交' }
const stands = (action: ArchiveAction | 'read', says: string) =>
  each<Archive>('archive', ({ name, title }) => [
    { at: { name }, right: [title, titles[action]], says: `${says}：${title}` },
  ])
const refused = [faults['no-such-archive'], registerFaults['not-found']]

/** How a row's package stands. */
export const packageFace = z.object({
  state: z.enum(['waiting', 'kept', 'destroyed']),
  ...{ digest: z.string().nullable(), size: z.number().nullable() },
  ...{ filedAt: instant, checkedAt: instant.nullable(), destroyedAt: instant.nullable() },
  report: reportFace.nullable(),
})

const mostCharacters = 950_000

/** What is archived: how it stands, its package, checks of it, and packages for another archive. */
export const routes = [
  defineRoute('GET /api/archives/{name}/{id}', {
    says: '一件电子档案的信息包和检测报告',
    right: onPart('archive', 'read'),
    each: stands('read', '信息包和检测报告'),
    refuses: refused,
    takes: { params: one },
    answers: packageFace,
    does: ({ house, by, params }) => packageOf(house, params, by),
  }),
  defineRoute('GET /api/archives/{name}/{id}/package', {
    says: '下载归档信息包，写明用途',
    right: personOnPart('archive', 'read'),
    each: stands('read', '下载归档信息包'),
    refuses: [...refused, faults['not-packed'], faults.destroyed],
    takes: {
      params: one,
      query: z.strictObject({ purpose: words({ min: 4, max: 200 }).describe('用来做什么，会记录') }),
    },
    sends: 'application/zip',
    does: async ({ house, by, params, query, reply }) => {
      const { content, number } = await contentOf(house, { ...params, ...query }, by)
      return reply
        .header('content-disposition', attachment(`${number}.zip`))
        .type('application/zip')
        .send(content)
    },
  }),
  defineRoute('POST /api/archives/{name}/{id}/checks', {
    says: '现在检测这一件',
    right: personOnPart('archive', 'check'),
    each: stands('check', '现在检测'),
    refuses: [...refused, faults['not-packed']],
    takes: { params: one },
    answers: reportFace,
    does: async ({ house, by, params: { name, id } }) => {
      const archive = archiveFor(house, name, by, 'check')
      await packageOf(house, { name, id }, by)
      const at = house.clock.now()
      const report = await house.database.write({ all: 'on' }, (tx) => checkOne(tx, archive, id, 'CQ', at))
      if (!report) throw faults['not-packed']()
      return report
    },
  }),
  defineRoute('GET /api/archives/{name}/transfer', {
    says: '一个单位一年的移交包',
    right: personOnPart('archive', 'transfer'),
    each: stands('transfer', '移交包'),
    refuses: [
      ...[faults['no-such-archive'], registerFaults['not-found']],
      ...[faults['nothing-to-hand-over'], faults['too-many-to-hand-over']],
    ],
    takes: {
      params: named,
      query: z.strictObject({
        holder: z.string().max(80).describe('立档单位'),
        year: z.coerce.number().int().min(1949).max(2200).describe('年度'),
        purpose: words({ min: 4, max: 200 }).describe('移交给谁、依据什么，会记录'),
      }),
    },
    sends: 'application/zip',
    does: async ({ house, by, params: { name }, query, reply }) => {
      const archive = archiveFor(house, name, by, 'transfer')
      const { content, count } = await transferOf(house, archive, query, by)
      return reply
        .header('content-disposition', attachment(`移交包-${query.year}-${count}件.zip`))
        .type('application/zip')
        .send(content)
    },
  }),
  defineRoute('POST /api/archives/{name}/received', {
    says: '检测别处移交来的包',
    right: personOnPart('archive', 'check'),
    each: stands('check', '检测移交来的包'),
    refuses: [faults['no-such-archive']],
    takes: {
      params: named,
      body: z.strictObject({ content: z.string().max(mostCharacters).describe('包的内容，base64，不超过 700 KB') }),
    },
    answers: reportFace,
    does: ({ house, by, params: { name }, body: { content } }) => {
      archiveFor(house, name, by, 'check')
      return checkPackage(
        Buffer.from(content, 'base64'),
        { items: new Map(), twice: [], gaps: [] },
        'YJ',
        house.clock.now(),
      )
    },
  }),
]
