import * as z from 'zod'
import { defineEngine } from '#kernel/engine'
import { secrets } from '#kernel/keeper'
import { defineFace, faces } from '#engines/front/run'
import { reachOf } from '#engines/identity/run'
import { revokedElsewhere } from '#engines/crypto/run'
import { guardedRows } from '#engines/register/run'
import { crypto } from '../crypto/engine.ts'
import { front } from '../front/engine.ts'
import { identity } from '../identity/engine.ts'
import { ledger } from '../ledger/engine.ts'
import { register } from '../register/engine.ts'
import { events } from './events.ts'
import { faults } from './faults.ts'
import { guards, hears } from './hears.ts'
import type { SealedPaper, Seals } from './index.ts'
import { revokedSeals } from './revoked.ts'
import { routes } from './routes.ts'
import { tables } from './tables.ts'
import { sealsWrapped } from './wrapped.ts'

const shown = z.record(z.string(), z.object({ name: z.string(), title: z.string() }))

/** Which registers' rows are seals, and which are issued as papers: by the register's name. */
export const sealFaces = defineFace(z.object({ seals: shown, papers: shown }), (house, actor) => {
  const seen = <P extends Seals | SealedPaper>(kind: P['kind']) =>
    Object.fromEntries(
      [...house.parts<P>(kind).values()]
        .filter(({ of }) => reachOf(actor, of, 'read').size > 0)
        .map(({ of, name, title }) => [of.name, { name, title }]),
    )
  return { seals: seen<Seals>('seal'), papers: seen<SealedPaper>('sealed-paper') }
})

/** Electronic seals, the papers that are sealed with them, and whether a sealed file is to be believed. */
export const seal = defineEngine('seal', {
  title: '电子印章',
  needs: [identity, front, crypto, ledger, register],
  kinds: { seal: 'seals', 'sealed-paper': 'sealed-papers' },
  ...{ tables, events, routes, hears },
  faults: [faults],
  gives: [
    faces.give(sealFaces),
    guardedRows.give(guards),
    revokedElsewhere.give(revokedSeals),
    ...sealsWrapped.map((place) => secrets.give(() => place)),
  ],
})
