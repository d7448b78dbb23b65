import { defineEngine } from '#kernel/engine'
import { keeper, secrets } from '#kernel/keeper'
import { front } from '../front/engine.ts'
import { identity } from '../identity/engine.ts'
import { openApplications } from './custody/application.ts'
import { localKeeper } from './custody/keeper.ts'
import { custodyWrapped } from './custody/wrapped.ts'
import { events } from './events.ts'
import { faults } from './faults.ts'
import { routes } from './routes.ts'
import { settings } from './settings.ts'
import { tables } from './tables.ts'

/** Keys, SM2/SM3/SM4 and their international twins, certificates, timestamps; custody for other departments' systems. */
export const crypto = defineEngine('crypto', {
  title: '密码',
  needs: [identity, front],
  kinds: { custody: 'custody' },
  sole: true,
  ...{ tables, events, routes, settings },
  faults: [faults],
  gives: custodyWrapped.map((place) => secrets.give(() => place)),
  opens: ({ rooms, database, settings: { dataDir, told } }) => {
    if (!rooms.has(keeper)) rooms.put(keeper, localKeeper(dataDir, told))
    openApplications(database)
  },
})
