import * as z from 'zod'
import type { Clock } from '#kernel/clock'
import type { Database } from '#kernel/database'
import { keyed, type Host } from '#kernel/http'
import type { Jobs } from '#kernel/job'
import { signedIn } from '#engines/identity/run'
import { faults } from './faults.ts'
import type { Intake } from './index.ts'
import { askImport, type importJob } from './run.ts'

/** Imports over HTTP: asked for here, done as a job. */
export function documentRoutes(
  host: Host,
  {
    database,
    clock,
    jobs,
    job,
    intakes,
  }: {
    database: Database
    clock: Clock
    jobs: Jobs
    job: ReturnType<typeof importJob>
    intakes: ReadonlyMap<string, Intake>
  },
) {
  host.post(
    '/api/readings/:name',
    {
      schema: {
        params: z.object({ name: z.string().max(80) }),
        headers: keyed,
        body: z.strictObject({ file: z.string().regex(/^[0-9a-f]{64}$/), name: z.string().min(1).max(200) }),
      },
    },
    async (request, reply) => {
      const actor = signedIn(request)
      const intake = intakes.get(request.params.name)
      if (!intake) throw faults['no-such-reading']({ name: request.params.name })
      const id = await askImport(
        database,
        jobs,
        job,
        intake,
        { id: request.body.file, name: request.body.name },
        actor,
        clock.now(),
        request.headers['idempotency-key'],
      )
      return reply.status(202).send({ id })
    },
  )
}
