import { Readable } from 'node:stream'
import * as z from 'zod'
import { attachment } from '#kernel/http'
import { defineRoute, each, instant, type House } from '#kernel/engine'
import { publish } from '#kernel/event'
import { csvLine, csvMark } from '#kernel/sheet'
import type { Actor } from '#engines/identity'
import { directoryOf, identityFaults, onPart, reachOf } from '#engines/identity/run'
import { columnOfField } from '#engines/register/run'
import { datasetQuads, jsonLdOf, pageQuads, turtleOf, type Addresses, type Entry } from './dcat.ts'
import { faults } from './faults.ts'
import type { Catalogue, CatalogueAction } from './index.ts'
import { openPartOf, openRows } from './open.ts'
import { countsOf, entriesAfter, entriesAt, entryOf, type Kept } from './read.ts'

const titles: Record<CatalogueAction, string> = { open: '查阅开放的部分', read: '收割全部目录' }
const stands = (says: string) =>
  each<Catalogue>('catalogue', ({ name, title }) => [
    { at: { name }, right: [title, titles.open], says: `${says}：${title}` },
  ])

const params = z.object({ name: z.string().max(80).describe('哪一个目录') })
const one = params.extend({ id: z.uuid().describe('数据资源的编号') })
const aPage = 20
const aHarvest = 100
const mostTyped = 10_000
const previewed = 10

const item = z.object({ name: z.string(), title: z.string(), type: z.string() })
const agencyCount = z.object({ id: z.string(), name: z.string(), count: z.int() })

/** What a resource is in a list: in words, with what is needed to choose. */
const listed = z.object({
  ...{ id: z.uuid(), code: z.string(), title: z.string(), summary: z.string(), theme: z.string() },
  ...{ agency: z.string(), agencyName: z.string(), frequency: z.string(), access: z.string(), issued: z.string() },
  told: instant,
})
export const entriesFace = z.object({
  rows: z.array(listed),
  next: z.string().nullable(),
  total: z.int(),
  themes: z.array(z.object({ theme: z.string(), count: z.int() })),
  agencies: z.array(agencyCount),
})
export const entryFace = listed.extend({
  condition: z.string().nullable(),
  items: z.array(item),
  /** The first rows, each value in words; null where there is nothing to take along. */
  preview: z.object({ columns: z.array(z.string()), rows: z.array(z.array(z.string())) }).nullable(),
})

const accesses = { PUBLIC: '无条件开放', RESTRICTED: '有条件开放', NON_PUBLIC: '不予共享' } as const
const frequencies = {
  ...{ CONT: '实时', DAILY: '每日', WEEKLY: '每周', MONTHLY: '每月', QUARTERLY: '每季度', ANNUAL: '每年' },
  IRREG: '不定期',
} as const

/** A catalogue that somebody may read, and whether all that is published in it. @throws catalogue/no-such identity/not-granted */
function catalogueFor(house: House, name: string, actor: Actor): { catalogue: Catalogue; whole: boolean } {
  const catalogue = house.parts<Catalogue>('catalogue').get(name)
  if (!catalogue) throw faults['no-such']()
  const whole = reachOf(actor, catalogue, 'read').size > 0
  if (!whole && reachOf(actor, catalogue, 'open').size === 0)
    throw identityFaults['not-granted']({ action: '查阅', on: catalogue.title })
  return { catalogue, whole }
}

const nameIn = (house: House, agency: string) => directoryOf(house).agencies.get(agency)?.name ?? agency

const asListed = (house: House, { id, agency, said, told }: Kept) => ({
  ...{ id, agency, agencyName: nameIn(house, agency), told },
  ...{ code: said.code, title: said.title, summary: said.summary, theme: said.theme, issued: said.issued },
  ...{ frequency: frequencies[said.frequency], access: accesses[said.access] },
})

/** One that somebody may read. @throws catalogue/no-such catalogue/withdrawn */
async function entryFor(house: House, { name, id }: z.infer<typeof one>, actor: Actor) {
  const { catalogue, whole } = catalogueFor(house, name, actor)
  const found = await entryOf(house, catalogue, id)
  if (!found || !(whole || found.open)) throw faults['no-such']()
  if (found.ended) throw faults.withdrawn({ title: found.said.title })
  return { catalogue, found, part: openPartOf(house, found.said) }
}

/** Where a catalogue stands for good: below the address that everyone reaches the city by. */
function addressesOf(
  house: House,
  { name }: Catalogue,
  asked: { protocol: string; host: string },
  page = '',
): Addresses {
  const base = (house.settings.publicUrl ?? `${asked.protocol}://${asked.host}`).replace(/\/$/, '')
  const here = `${base}/api/catalogues/${name}`
  return {
    ...{ catalogue: here, page: `${here}/${page}` },
    dataset: (id) => `${here}/datasets/${id}`,
    landing: (id) => `${base}/data/${name}/${id}`,
    agency: (id) => `${base}/data#${id}`,
    download: (id) => `${here}/entries/${id}/rows.csv`,
  }
}

const asEntry = (house: House, { id, agency, said, told }: Kept): Entry => ({
  ...{ id, agency, said, told },
  agencyName: nameIn(house, agency),
  taken: openPartOf(house, said) !== undefined,
})

async function harvested(
  house: House,
  {
    name,
    by,
    after,
    page,
    asked,
  }: { name: string; by: Actor; after: string | null; page: string; asked: { protocol: string; host: string } },
) {
  const { catalogue, whole } = catalogueFor(house, name, by)
  const found = await entriesAfter(house, catalogue, whole, after, aHarvest + 1)
  const entries = found.slice(0, aHarvest)
  const { total } = await countsOf(house, catalogue, { whole })
  const next = found.length > aHarvest ? (entries.at(-1)?.id ?? null) : null
  const publisher = { id: catalogue.publisher, name: nameIn(house, catalogue.publisher) }
  const { title, says } = catalogue
  return pageQuads(
    {
      ...{ title, says, publisher, total, from: after, next },
      entries: entries.map((one) => asEntry(house, one)),
    },
    addressesOf(house, catalogue, asked, page),
  )
}

const ld = 'application/ld+json'
const ttl = 'text/turtle'
const harvest = { query: z.strictObject({ after: z.uuid().optional().describe('从哪一个资源后面接着读') }) }

/** A catalogue of data over HTTP: for people who look for data, and for those who harvest it. */
export const routes = [
  defineRoute('GET /api/catalogues/{name}/entries', {
    says: '查找数据资源',
    right: onPart('catalogue', 'open'),
    each: stands('查找数据资源'),
    refuses: [faults['no-such']],
    takes: {
      params,
      query: z.strictObject({
        q: z.string().trim().min(1).max(200).optional().describe('要找的词'),
        theme: z.string().max(60).optional().describe('只看这个领域的'),
        agency: z.string().max(60).optional().describe('只看这个单位的'),
        after: z.coerce
          .number()
          .int()
          .min(0)
          .max(mostTyped)
          .default(0)
          .describe('从第几个后面接着读：上一页答复里的 next'),
      }),
    },
    answers: entriesFace,
    does: async ({ house, by, params: { name }, query: { after, ...asked } }) => {
      const { catalogue, whole } = catalogueFor(house, name, by)
      const found = await entriesAt(house, catalogue, { whole, ...asked }, after, aPage + 1)
      const { total, themes, agencies } = await countsOf(house, catalogue, { whole, ...asked })
      return {
        rows: found.slice(0, aPage).map((row) => asListed(house, row)),
        next: found.length > aPage && after + aPage <= mostTyped ? String(after + aPage) : null,
        total,
        themes: themes.map(([theme, count]) => ({ theme, count })),
        agencies: agencies.map(([id, count]) => ({ id, name: nameIn(house, id), count })),
      }
    },
  }),
  defineRoute('GET /api/catalogues/{name}/entries/{id}', {
    says: '一个数据资源',
    right: onPart('catalogue', 'open'),
    each: stands('一个数据资源'),
    refuses: [faults['no-such'], faults.withdrawn],
    takes: { params: one },
    answers: entryFace,
    does: async ({ house, by, params }) => {
      const { found, part } = await entryFor(house, params, by)
      let rows: string[][] = []
      if (part)
        for await (const some of openRows(house, part)) {
          rows = some.slice(0, previewed)
          break
        }
      return {
        ...asListed(house, found),
        condition: found.said.condition,
        items: found.said.items.map(({ name, title, type }) => ({ name, title, type })),
        preview: part ? { columns: part.fields.map(([name, field]) => columnOfField(name, field).title), rows } : null,
      }
    },
  }),
  defineRoute('GET /api/catalogues/{name}/entries/{id}/rows.csv', {
    says: '下载开放数据',
    right: onPart('catalogue', 'open'),
    each: stands('下载开放数据'),
    refuses: [faults['no-such'], faults.withdrawn, faults['nothing-to-take']],
    perMinute: 30,
    takes: { params: one },
    sends: 'text/csv',
    does: async ({ house, by, params, reply }) => {
      const { found, part } = await entryFor(house, params, by)
      if (!part) throw faults['nothing-to-take']({ title: found.said.title })
      const about = { title: found.said.title, fields: part.fields.map(([name]) => name) }
      await house.database.write({ all: 'on' }, (tx) =>
        publish(tx, {
          ...{ kind: 'catalogue.taken', actor: by.person ?? 'platform', subject: `resource:${found.id}` },
          ...{ at: house.clock.now(), about },
        }),
      )
      const lines = async function* () {
        yield csvMark + csvLine(part.fields.map(([name, field]) => columnOfField(name, field).title))
        for await (const rows of openRows(house, part)) yield rows.map(csvLine).join('')
      }
      return reply
        .header('content-disposition', attachment(`${found.said.title}.csv`))
        .type('text/csv; charset=utf-8')
        .send(Readable.from(lines()))
    },
  }),
  defineRoute('GET /api/catalogues/{name}/dcat.jsonld', {
    says: '收割目录（JSON-LD）',
    right: onPart('catalogue', 'open'),
    each: stands('收割目录（JSON-LD）'),
    refuses: [faults['no-such']],
    takes: { params, ...harvest },
    sends: ld,
    does: async ({ house, by, params: { name }, query: { after = null }, reply }) => {
      const asked = reply.request
      const quads = await harvested(house, { name, by, after, page: 'dcat.jsonld', asked })
      return reply.type(ld).send(JSON.stringify(jsonLdOf(quads)))
    },
  }),
  defineRoute('GET /api/catalogues/{name}/dcat.ttl', {
    says: '收割目录（Turtle）',
    right: onPart('catalogue', 'open'),
    each: stands('收割目录（Turtle）'),
    refuses: [faults['no-such']],
    takes: { params, ...harvest },
    sends: ttl,
    does: async ({ house, by, params: { name }, query: { after = null }, reply }) => {
      const asked = reply.request
      const quads = await harvested(house, { name, by, after, page: 'dcat.ttl', asked })
      return reply.type(`${ttl}; charset=utf-8`).send(await turtleOf(quads))
    },
  }),
  defineRoute('GET /api/catalogues/{name}/datasets/{id}', {
    says: '一个数据集的地址',
    right: onPart('catalogue', 'open'),
    each: stands('一个数据集的地址'),
    refuses: [faults['no-such'], faults.withdrawn],
    takes: { params: one },
    sends: ld,
    does: async ({ house, by, params, reply }) => {
      const { catalogue, found } = await entryFor(house, params, by)
      const asked = reply.request
      const quads = datasetQuads(asEntry(house, found), addressesOf(house, catalogue, asked))
      reply.header('vary', 'accept')
      if (asked.headers.accept?.includes(ttl)) return reply.type(`${ttl}; charset=utf-8`).send(await turtleOf(quads))
      return reply.type(ld).send(JSON.stringify(jsonLdOf(quads)))
    },
  }),
]
