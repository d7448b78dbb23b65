import * as z from 'zod'
import { dayOf } from '#kernel/clock'
import { defineRoute, lines, nextOf, rowsOf } from '#kernel/engine'
import { text } from '#kernel/field'
import { addAgency, renameAgency } from './agencies.ts'
import { directoryDesk } from './desk.ts'
import { directoryOf, renewDirectory } from './directory.ts'
import { faults } from './faults.ts'
import { agency as agencyField, region as regionField, type Agency } from './index.ts'
import { colleaguesAt } from './people.ts'
import { granted, passerBy, person } from './rights.ts'

/** Agencies in one answer of the directory. */
const onePage = 100

/** What an agency is called, as it is asked for and shown. */
const names = {
  name: text('名称', { max: 60, help: '文件里惯用的简称，如“市数据局”。' }),
  fullName: text('全称', { max: 120 }),
  aliases: lines('又称', z.string().max(60), { max: 20, help: '别的写法，一行一个；文件里这样写的也认得。' }),
}

/** An agency as every page names it. */
export const agencyFace = z.object({
  ...{ id: z.string(), name: z.string(), fullName: z.string(), kind: z.string(), region: z.string() },
})

/** A region as every page names it. */
export const regionFace = z.object({
  ...{ code: z.string(), name: z.string(), parent: z.string().nullable() },
  level: z.enum(['city', 'county', 'zone', 'town', 'village']),
})

/** Somebody at the reader's own agency. */
const colleagueFace = z.object({ id: z.uuid(), name: z.string(), title: z.string() })

/** Agencies of an answer by words, place or ids. */
const mostFound = 100

/** The nearest to the city first, then by name's length: of two that hold the words the larger and the plainer one. */
const byRank = (one: Agency, other: Agency) =>
  one.region.length - other.region.length || one.name.length - other.name.length || (one.id < other.id ? -1 : 1)

/** Those that are asked for; without a condition those of the city, its counties and zones. */
function found(
  { named, region, kind, ids }: { named?: string; region?: string; kind?: string; ids?: string },
  agencies: ReadonlyMap<string, Agency>,
  foremost: readonly Agency[],
): readonly Agency[] {
  if (named === undefined && region === undefined && kind === undefined && ids === undefined) return foremost
  const words = named?.split(/\s+/) ?? []
  const kinds = kind?.split(',')
  const some = ids === undefined ? [...agencies.values()] : ids.split(',').flatMap((id) => agencies.get(id) ?? [])
  return some
    .filter(
      (one) =>
        one.region.startsWith(region ?? '') &&
        (kinds?.includes(one.kind) ?? true) &&
        words.every((word) => [one.name, one.fullName, ...one.aliases].some((name) => name.includes(word))),
    )
    .toSorted(byRank)
    .slice(0, mostFound)
}

/** The directory that every page names. */
export const directoryRoutes = [
  defineRoute('GET /api/agencies', {
    says: '机构名录',
    right: passerBy,
    takes: {
      query: z.strictObject({
        named: z
          .string()
          .max(60)
          .optional()
          .describe('名称里有这些字的。不带条件时只答市、县（市、区）和功能区的单位，带条件时一次最多一百个'),
        region: z.string().max(12).optional().describe('只要设在这个地区和它下面的，写它的代码'),
        kind: z.string().max(400).optional().describe('只要这些种类的，逗号分开'),
        ids: z.string().max(8_200).optional().describe('只要这些编号的，逗号分开'),
      }),
    },
    answers: z.array(agencyFace),
    does: ({ house, query }) => {
      const { agencies, foremost } = directoryOf(house)
      return found(query, agencies, foremost).map(({ id, name, fullName, kind, region }) => ({
        ...{ id, name, fullName, kind, region },
      }))
    },
  }),
  defineRoute('GET /api/directory', {
    says: '登记机构名录',
    right: granted(directoryDesk, 'read', '查看'),
    takes: {
      query: z.strictObject({
        named: text('名称里有', { max: 60 }).optional(),
        region: regionField('所在地区').optional(),
        after: z.string().max(80).optional().describe('上一页答复的 next'),
      }),
    },
    answers: nextOf(z.object({ id: z.string(), ...names, region: regionField('所在地区') })),
    shows: {
      title: '机构名录',
      says: '名录里有的单位，计划、表单和岗位才选得到。编号永远不变，改名不影响已经登记的内容。',
      empty: '名录里没有单位。',
      columns: { name: '名称', fullName: '全称', aliases: '又称', region: '所在地区' },
      acts: [{ title: '改名', at: 'PATCH /api/agencies/{id}', asks: ['name', 'fullName', 'aliases'] }],
      begins: [
        { title: '登记单位', at: 'POST /api/agencies', asks: ['name', 'fullName', 'aliases', 'like', 'region'] },
      ],
    },
    does: ({ house, query: { named = '', region = '', after = '' } }) => {
      const found = [...directoryOf(house).agencies.values()].filter(
        (one) =>
          one.id > after &&
          one.region.startsWith(region) &&
          [one.name, one.fullName, ...one.aliases].some((name) => name.includes(named)),
      )
      const rows = found.slice(0, onePage)
      return {
        rows: rows.map(({ id, name, fullName, aliases, region }) => ({ id, name, fullName, aliases, region })),
        next: found.length > onePage ? (rows.at(-1)?.id ?? null) : null,
      }
    },
  }),
  defineRoute('POST /api/agencies', {
    says: '登记单位',
    right: granted(directoryDesk, 'add', '登记'),
    refuses: [faults['agency-known'], faults['no-such-agency']],
    takes: {
      body: z.strictObject({
        ...names,
        like: agencyField('与哪个单位同类'),
        region: regionField('所在地区'),
      }),
    },
    answers: z.object({ id: z.string() }),
    status: 201,
    does: async ({ house: { database, clock }, by, body }) => {
      const id = await database.write({ all: 'on' }, (tx) => addAgency(tx, clock.now(), by, body))
      await renewDirectory(database)
      return { id }
    },
  }),
  defineRoute('PATCH /api/agencies/{id}', {
    says: '改单位名称',
    right: granted(directoryDesk, 'rename', '改名'),
    refuses: [faults['agency-known'], faults['no-such-agency']],
    takes: { params: z.object({ id: z.string().max(80).describe('单位的编号') }), body: z.strictObject(names) },
    status: 204,
    does: async ({ house: { database, clock }, by, params, body }) => {
      await database.write({ all: 'on' }, (tx) => renameAgency(tx, clock.now(), by, params.id, body))
      await renewDirectory(database)
    },
  }),
  defineRoute('GET /api/colleagues', {
    says: '本单位在岗的人',
    right: person,
    answers: rowsOf(colleagueFace),
    does: async ({ house, by: { agency } }) => ({
      rows: agency ? await colleaguesAt(house.database, agency, dayOf(house.clock.now())) : [],
    }),
  }),
  defineRoute('GET /api/regions', {
    says: '地区名录',
    right: passerBy,
    takes: {
      query: z.strictObject({
        level: z.string().max(60).optional().describe('只要这些层级的，逗号分开'),
        parent: z.string().max(12).optional().describe('只要这个地区下面的，写它的代码'),
      }),
    },
    answers: z.array(regionFace),
    does: ({ house, query: { level, parent } }) => {
      const levels = level?.split(',')
      return [...directoryOf(house).regions.values()].filter(
        (region) =>
          (parent === undefined || region.parent === parent) &&
          (levels
            ? levels.includes(region.level)
            : parent !== undefined || !['town', 'village'].includes(region.level)),
      )
    },
  }),
]
