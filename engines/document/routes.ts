import { readFile } from 'node:fs/promises'
import * as z from 'zod'
import { defineRoute, made, type House } from '#kernel/engine'
import { broughtBy, fileFaults } from '#kernel/file'
import { keyed, onceByKey } from '#kernel/http'
import { broughtFile } from '#engines/front/run'
import type { Actor } from '#engines/identity'
import { directoryOf, identityFaults, personOnPart, reachOf, renewDirectory } from '#engines/identity/run'
import { faults } from './faults.ts'
import type { Intake } from './index.ts'
import { importDocument } from './jobs.ts'
import { readDocument } from './reader.ts'
import { asLookedOver, lookedOver, settled } from './shape.ts'

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

const named = z.object({ name: z.string().max(80).describe('导入的名字') })
const readers = [faults.broken, faults.encrypted, faults['too-large-inside'], faults['not-text'], faults.unrecognised]

/** Imports: looked over and asked for here, done as a job. */
export const routes = [
  defineRoute('POST /api/readings/{name}/reading', {
    says: '先看读出来的样子，不登记',
    right: personOnPart('intake', 'import'),
    refuses: [faults['no-such-reading'], faults['wrong-kind'], fileFaults['not-uploaded'], ...readers],
    takes: { params: named, body: broughtFile.extend({ settled: settled.optional() }) },
    answers: lookedOver,
    does: async ({ house, by, params, body }) => {
      const intake = intakeFor(house, params.name, by, body.name)
      await house.database.write({ all: 'on' }, (tx) => broughtBy(tx, { id: body.file, name: body.name }, by.person))
      const content = await readFile(house.files.pathOf(body.file))
      await renewDirectory(house.database)
      return asLookedOver(await readDocument(intake.reads, body.name, content, directoryOf(house), body.settled))
    },
  }),
  defineRoute('POST /api/readings/{name}', {
    says: '导入文件',
    right: personOnPart('intake', 'import'),
    refuses: [faults['no-such-reading'], faults['wrong-kind'], fileFaults['not-uploaded']],
    takes: { params: named, headers: keyed, body: broughtFile.extend({ settled: settled.optional() }) },
    answers: made,
    status: 202,
    does: async ({ house, by, params, headers, body }) => {
      const { database, jobs, clock } = house
      const intake = intakeFor(house, params.name, by, body.name)
      const file = { id: body.file, name: body.name }
      const data = { intake: intake.name, file: file.id, name: file.name, settled: body.settled, actor: by }
      const id = await database.write({ all: 'on' }, async (tx) => {
        await broughtBy(tx, file, by.person)
        return onceByKey(tx, by.person, headers['idempotency-key'], [intake.name, file, body.settled ?? null], () =>
          jobs.send(tx, importDocument, data, by.person, clock.now()),
        )
      })
      return { id }
    },
  }),
]
