import { defineEngine } from '#kernel/engine'
import { secrets } from '#kernel/keeper'
import { crypto } from '../crypto/engine.ts'
import { identity } from '../identity/engine.ts'
import { cardsWrapped } from './cards.ts'
import { events } from './events.ts'
import { faults } from './faults.ts'
import { codeKeysWrapped } from './keys.ts'
import { routes } from './routes.ts'
import { tables } from './tables.ts'

/** One dynamic code for everyone: signed, good for a minute and once a scanner, telling each purpose its own facts. */
export const code = defineEngine('code', {
  title: '码',
  needs: [identity, crypto],
  kinds: { code: 'codes' },
  sole: true,
  ...{ tables, events, routes },
  faults: [faults],
  gives: [...codeKeysWrapped, ...cardsWrapped].map((place) => secrets.give(() => place)),
})
