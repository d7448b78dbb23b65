import * as z from 'zod'
import { defineRoute, each, instant, made, rowsOf, type House, type Right } from '#kernel/engine'
import { shapeOf, words } from '#kernel/field'
import { broughtBy, fileFaults } from '#kernel/file'
import { keyed, writeOnce } from '#kernel/http'
import type { Row } from '#kernel/database'
import { broughtFile, sendSheet, sheetType } from '#engines/front/run'
import { identityFaults, person, personOnPart, reachOf, type Person } from '#engines/identity/run'
import { agency, type Actor } from '#engines/identity'
import { arrive, mostRows } from './arrive.ts'
import { faults } from './faults.ts'
import type { Dataset } from './index.ts'
import { datasetNamed } from './named.ts'
import { readUnderPurpose } from './read.ts'
import { importTold, sheetOf } from './sheet.ts'

const params = z.object({ name: z.string().max(80) })

/** The datasets that an actor tells or reads. */
const within = (house: House, actor: Actor): Dataset[] =>
  [...house.parts<Dataset>('dataset').values()].filter((one) =>
    one.actions.some((action) => reachOf(actor, one, action).size > 0),
  )

/** Whoever tells or reads any dataset. @throws identity/not-signed-in identity/not-granted */
const tellerOrReader: Right<Person> = {
  ...person,
  says: 'dataset read',
  tells: '有任何一个数据集的报送或调阅权限，就能看清单。',
  refuses: [...(person.refuses ?? []), identityFaults['not-granted']],
  admits: (request, house) => {
    const actor = person.admits(request, house) as Person
    if (within(house, actor).length === 0) throw identityFaults['not-granted']({ action: '查看', on: '数据集' })
    return actor
  },
}

/** Whether an actor may do something with a dataset: everywhere, or as the agency that tells it. */
function may(actor: Actor, dataset: Dataset, action: 'bring' | 'read'): boolean {
  const reach = reachOf(actor, dataset, action)
  return reach.has('all') || (reach.has('own-agency') && actor.agency === dataset.source)
}

/** @throws identity/not-granted */
function allowed(actor: Actor, dataset: Dataset, action: 'bring' | 'read', title: string) {
  if (!may(actor, dataset, action)) throw identityFaults['not-granted']({ action: title, on: dataset.title })
}

/** Datasets over HTTP: which there are, rows in, what is known of one key out. */
export const routes = [
  defineRoute('GET /api/datasets', {
    says: '数据集',
    right: tellerOrReader,
    answers: rowsOf(
      z.object({
        ...{ name: z.string(), title: z.string(), source: agency('提供单位'), law: z.string(), purpose: z.string() },
        arrivedAt: instant.nullable(),
        /** Whether it is the reader's to tell. */
        mine: z.boolean(),
      }),
    ),
    shows: {
      title: '部门数据',
      columns: { title: '数据集', source: '提供单位', law: '依据', purpose: '用途', arrivedAt: '最近到达' },
      acts: [{ title: '报送', at: 'POST /api/datasets/{name}/sheet', when: { mine: true } }],
    },
    does: async ({ house, by }) => {
      const readable = within(house, by)
      const last = await house.database.read<{ dataset: string; at: Date }>(
        { all: 'on' },
        `select d as dataset, (select a.at from exchange.arrival a where a.dataset = d order by a.id desc limit 1) as at from unnest($1::text[]) d`,
        [readable.map(({ name }) => name)],
      )
      const at = new Map(last.map((row) => [row.dataset, row.at]))
      return {
        rows: readable.map((dataset) => ({
          ...{ name: dataset.name, title: dataset.title, source: dataset.source, ...dataset.basis },
          arrivedAt: at.get(dataset.name) ?? null,
          mine: may(by, dataset, 'bring'),
        })),
      }
    },
  }),
  defineRoute('POST /api/datasets/{name}', {
    says: '报送数据',
    right: personOnPart('dataset', 'bring'),
    each: each<Dataset>('dataset', (dataset) => [
      {
        at: { name: dataset.name },
        right: [dataset.title, '报送'],
        says: `报送${dataset.title}`,
        takes: { body: z.strictObject({ rows: z.array(shapeOf(dataset.fields)).min(1).max(mostRows) }) },
      },
    ]),
    refuses: [faults['no-such-dataset'], faults['not-told'], identityFaults['not-granted']],
    takes: {
      params,
      headers: keyed,
      body: z.strictObject({ rows: z.array(z.record(z.string(), z.unknown())).min(1).max(mostRows) }),
    },
    answers: z.object({ arrived: z.int() }),
    status: 201,
    does: ({ house, by, params: { name }, headers, body }) => {
      const dataset = datasetNamed(house, name)
      allowed(by, dataset, 'bring', '报送')
      const asked = { actor: by.person, key: headers['idempotency-key'], request: [name, body] }
      return writeOnce<{ arrived: number }>(house.database, asked, (kept) =>
        house.database.write({ all: 'on' }, async (tx) => {
          const at = house.clock.now()
          return kept(tx, { arrived: await arrive(tx, dataset, body.rows as Row[], { actor: by, at }) })
        }),
      )
    },
  }),
  defineRoute('GET /api/datasets/{name}/sheet', {
    says: '报送数据用的空表',
    right: personOnPart('dataset', 'bring'),
    each: each<Dataset>('dataset', ({ name, title }) => [
      { at: { name }, right: [title, '报送'], says: `报送${title}用的空表` },
    ]),
    refuses: [faults['no-such-dataset'], identityFaults['not-granted']],
    sends: sheetType,
    takes: { params },
    does: ({ house, by, params: { name }, reply }) => {
      const dataset = datasetNamed(house, name)
      allowed(by, dataset, 'bring', '报送')
      return sendSheet(reply, { title: dataset.title, columns: sheetOf(dataset), rows: [] })
    },
  }),
  defineRoute('POST /api/datasets/{name}/sheet', {
    says: '用填好的表报送数据',
    right: personOnPart('dataset', 'bring'),
    each: each<Dataset>('dataset', ({ name, title }) => [
      { at: { name }, right: [title, '报送'], says: `用填好的表报送${title}` },
    ]),
    refuses: [faults['no-such-dataset'], identityFaults['not-granted'], fileFaults['not-uploaded']],
    takes: { params, body: broughtFile },
    answers: made,
    status: 202,
    does: async ({ house, by, params: { name }, body: { file, name: called } }) => {
      const { database, jobs, clock } = house
      const dataset = datasetNamed(house, name)
      allowed(by, dataset, 'bring', '报送')
      const id = await database.write({ all: 'on' }, async (tx) => {
        await broughtBy(tx, { id: file, name: called }, by.person)
        const data = { dataset: dataset.name, file: { id: file, name: called }, actor: by }
        return jobs.send(tx, importTold, data, by.person, clock.now())
      })
      return { id }
    },
  }),
  defineRoute('POST /api/datasets/{name}/read', {
    says: '按用途调阅',
    right: personOnPart('dataset', 'read'),
    each: each<Dataset>('dataset', (dataset) => [
      { at: { name: dataset.name }, right: [dataset.title, '调阅'], says: `调阅${dataset.title}` },
    ]),
    refuses: [faults['no-such-dataset'], identityFaults['not-granted']],
    takes: {
      params,
      body: z.strictObject({
        key: z.string().trim().min(1).max(80).describe('要查的人或事：身份证号、编码'),
        purpose: words({ min: 4, max: 200 }).describe('为什么查；本人能看到'),
      }),
    },
    answers: rowsOf(z.object({ at: instant, values: z.record(z.string(), z.unknown()) })),
    does: async ({ house, by, params: { name }, body, reply }) => {
      const dataset = datasetNamed(house, name)
      allowed(by, dataset, 'read', '调阅')
      reply.header('cache-control', 'no-store')
      return { rows: await readUnderPurpose(house, dataset, body, by) }
    },
  }),
]
