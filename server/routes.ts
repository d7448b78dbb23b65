import { createReadStream } from 'node:fs'
import * as z from 'zod'
import { calendarHorizon, type Clock } from '#kernel/clock'
import type { Database } from '#kernel/database'
import { fileFaults, noteUpload, reachesFile, type FileStore } from '#kernel/file'
import { httpFaults, type Host } from '#kernel/http'
import { signedIn } from '#engines/identity/run'

/** What belongs to no engine: the clock, files, and work in progress. */
export function houseRoutes(
  host: Host,
  { database, clock, files }: { database: Database; clock: Clock; files: FileStore },
) {
  host.get('/api/clock', async () => ({
    now: clock.now().toISOString(),
    demo: clock.shifted,
    horizon: calendarHorizon,
  }))

  host.get('/docs/errors', { schema: { hide: true } }, async (_request, reply) =>
    reply
      .header('content-type', 'text/markdown; charset=utf-8')
      .send(createReadStream(new URL('../docs/errors.md', import.meta.url))),
  )

  host.post('/api/files', { schema: { consumes: ['multipart/form-data'] } }, async (request, reply) => {
    const { person } = signedIn(request)
    const part = await request.file()
    if (!part) throw httpFaults['not-json']()
    const file = await files.take(part.filename, part.file, () => part.file.truncated)
    await database.write({}, (tx) => noteUpload(tx, file, person, clock.now()))
    return reply.status(201).send(file)
  })

  host.get(
    '/api/files/:id/:name',
    { schema: { params: z.object({ id: z.string().regex(/^[0-9a-f]{64}$/), name: z.string().max(200) }) } },
    async (request, reply) => {
      const { id, name } = request.params
      const uses = await database.read<{ kind: string; id: string }>(
        {},
        'select kind, id from kernel.file_use where file = $1 limit 100',
        [id],
      )
      const [mine] = request.actor.person
        ? await database.read({}, 'select type from kernel.upload where file = $1 and person = $2', [
            id,
            request.actor.person,
          ])
        : []
      const [stored] = await database.read<{ type: string }>(
        {},
        'select type from kernel.upload where file = $1 limit 1',
        [id],
      )
      if (!stored || !(mine || (await reachesFile(request.actor, uses)))) throw fileFaults['not-found']()
      const found = await files.open(id)
      if (!found) throw fileFaults['not-found']()
      return reply
        .header('content-type', stored.type)
        .header('content-length', found.size)
        .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(name)}`)
        .header('cache-control', 'private, max-age=0')
        .send(found.stream)
    },
  )

  host.get('/api/jobs', async (request) => {
    const { person } = signedIn(request)
    const rows = await database.read(
      { person },
      'select id, name, title, state, progress, says, path, fault, at from kernel.job where person = $1 order by id desc limit 50',
      [person],
    )
    return { rows }
  })

  host.get('/api/jobs/:id', { schema: { params: z.object({ id: z.uuid() }) } }, async (request) => {
    const { person } = signedIn(request)
    const [job] = await database.read(
      { person },
      'select id, name, title, state, progress, says, path, fault, at from kernel.job where id = $1',
      [request.params.id],
    )
    if (!job) throw httpFaults['no-such-path']({ method: 'GET', path: request.url })
    return job
  })
}
