import { createReadStream } from 'node:fs'
import * as z from 'zod'
import { calendarHorizon } from '#kernel/clock'
import { defineRoute, instant, rowsOf } from '#kernel/engine'
import { httpFaults } from '#kernel/http'
import { problemShape } from '#kernel/openapi'
import { anyone, passerBy, person } from '#engines/identity/run'
import { fileRoutes } from './file-routes.ts'
import { outlinesFace } from './index.ts'
import { interfaceRoutes } from './interface-routes.ts'
import { manifestShape } from './manifest.ts'
import { cityFace, faces } from './points.ts'

/** Work in progress, as whoever asked for it follows it. */
export const jobFace = z.object({
  ...{ id: z.uuid(), name: z.string(), title: z.string() },
  /** When it last moved. */
  at: instant,
  state: z.enum(['waiting', 'running', 'done', 'failed']),
  /** 0–100. */
  progress: z.int(),
  says: z.string(),
  /** Path to open when done. */
  path: z.string().nullable(),
  fault: problemShape.nullable(),
})
type JobFace = z.infer<typeof jobFace>

/** The city's time. */
export const clockFace = z.object({
  now: z.iso.datetime(),
  /** True when the city runs on a shifted demonstration clock. */
  demo: z.boolean(),
  /** Last day for which the State Council's calendar is known. */
  horizon: z.iso.date(),
})

const columns = 'id, name, title, state, progress, says, path, fault, at'

/** What every page asks for: the clock, the manifest, the map, files, and work in progress. */
export const routes = [
  defineRoute('GET /api/clock', {
    says: '城市时间',
    right: passerBy,
    answers: clockFace,
    does: ({ house: { clock } }) => ({ now: clock.now().toISOString(), demo: clock.shifted, horizon: calendarHorizon }),
  }),
  defineRoute('GET /docs/errors', {
    says: '错误代码',
    right: anyone,
    hidden: true,
    does: ({ reply }) =>
      reply
        .header('content-type', 'text/markdown; charset=utf-8')
        .send(createReadStream(new URL('../../docs/errors.md', import.meta.url))),
  }),
  defineRoute('GET /api/map', {
    says: '县区轮廓',
    right: passerBy,
    answers: outlinesFace.nullable(),
    does: ({ house, reply }) =>
      reply.header('cache-control', 'public, max-age=86400').send(house.rooms.get(cityFace).outlines),
  }),
  defineRoute('GET /api/manifest', {
    says: '本人可用的登记册、办件与页面',
    right: passerBy,
    gathers: manifestShape,
    does: async ({ house, by }) => {
      const parts = await Promise.all(house.given(faces).map(({ tells }) => tells(house, by)))
      return Object.fromEntries(parts.flatMap(Object.entries))
    },
  }),
  ...fileRoutes,
  ...interfaceRoutes,
  defineRoute('GET /api/jobs', {
    says: '自己的后台任务',
    right: person,
    answers: rowsOf(jobFace),
    does: async ({ house: { database }, by }) => ({
      rows: await database.read<JobFace>(
        { person: by.person },
        `select ${columns} from kernel.job where person = $1 order by id desc limit 50`,
        [by.person],
      ),
    }),
  }),
  defineRoute('GET /api/jobs/{id}', {
    says: '一项后台任务',
    right: person,
    refuses: [httpFaults['no-such-path']],
    takes: { params: z.object({ id: z.uuid().describe('任务的编号') }) },
    answers: jobFace,
    does: async ({ house: { database }, by, params, request }) => {
      const [job] = await database.read<JobFace>(
        { person: by.person },
        `select ${columns} from kernel.job where id = $1`,
        [params.id],
      )
      if (!job) throw httpFaults['no-such-path']({ method: 'GET', path: request.url })
      return job
    },
  }),
]
