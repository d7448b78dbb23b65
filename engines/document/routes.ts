import * as z from 'zod'
import { defineRoute, made, type House } from '#kernel/engine'
import { broughtBy, fileFaults } from '#kernel/file'
import { keyed, onceByKey } from '#kernel/http'
import { broughtFile } from '#engines/front/run'
import type { Actor } from '#engines/identity'
import { identityFaults, personOnPart, reachOf } from '#engines/identity/run'
import { faults } from './faults.ts'
import type { Intake } from './index.ts'
import { importDocument } from './jobs.ts'

/** An intake that somebody may use for a file. @throws document/no-such-reading identity/not-granted document/wrong-kind */
function intakeFor(house: House, name: string, actor: Actor, file: string): Intake {
  const intake = house.parts<Intake>('intake').get(name)
  if (!intake) throw faults['no-such-reading']({ name })
  if (reachOf(actor, intake, 'import').size === 0)
    throw identityFaults['not-granted']({ action: '导入', on: intake.title })
  const accepts = intake.reads.accepts.map((one) => `.${one}`)
  if (!accepts.some((ending) => file.toLowerCase().endsWith(ending)))
    throw faults['wrong-kind']({ name: file, accepts })
  return intake
}

/** Imports: asked for here, done as a job. */
export const routes = [
  defineRoute('POST /api/readings/{name}', {
    says: '导入文件',
    right: personOnPart('intake', 'import'),
    refuses: [faults['no-such-reading'], faults['wrong-kind'], fileFaults['not-uploaded']],
    takes: { params: z.object({ name: z.string().max(80).describe('导入的名字') }), headers: keyed, body: broughtFile },
    answers: made,
    status: 202,
    does: async ({ house, by, params, headers, body }) => {
      const { database, jobs, clock } = house
      const intake = intakeFor(house, params.name, by, body.name)
      const file = { id: body.file, name: body.name }
      const data = { intake: intake.name, file: file.id, name: file.name, actor: by }
      const id = await database.write({ all: 'on' }, async (tx) => {
        await broughtBy(tx, file, by.person)
        return onceByKey(tx, by.person, headers['idempotency-key'], [intake.name, file], () =>
          jobs.send(tx, importDocument, data, by.person, clock.now()),
        )
      })
      return { id }
    },
  }),
]
