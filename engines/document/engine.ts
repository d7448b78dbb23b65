import * as z from 'zod'
import { defineEngine } from '#kernel/engine'
import { defineFace, faces } from '#engines/front/run'
import { reachOf } from '#engines/identity/run'
import { front } from '../front/engine.ts'
import { identity } from '../identity/engine.ts'
import { register } from '../register/engine.ts'
import { faults } from './faults.ts'
import type { Intake } from './index.ts'
import { importDocument } from './jobs.ts'
import { routes } from './routes.ts'

/** The kinds of document that a reader may import. */
export const readingFaces = defineFace(
  z.object({
    readings: z.record(
      z.string(),
      z.object({
        ...{ name: z.string(), title: z.string() },
        /** The ends of names that a file of it may have. */
        accepts: z.array(z.string()),
      }),
    ),
  }),
  (house, actor) => {
    const intakes = [...house.parts<Intake>('intake').values()].filter((one) => reachOf(actor, one, 'import').size > 0)
    const face = ({ name, title, reads }: Intake) => ({ name, title, accepts: reads.accepts.map((one) => `.${one}`) })
    return { readings: Object.fromEntries(intakes.map((one) => [one.name, face(one)])) }
  },
)

/** Documents: read by their structure into registers, written from them as official documents. */
export const document = defineEngine('document', {
  title: '公文',
  needs: [identity, front, register],
  kinds: { reading: 'documents', intake: 'documents', print: 'documents' },
  routes,
  faults: [faults],
  jobs: [importDocument],
  gives: [faces.give(readingFaces)],
})
