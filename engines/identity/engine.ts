import { defineEngine } from '#kernel/engine'
import { secrets } from '#kernel/keeper'
import { fieldExamples } from '#kernel/openapi'
import type { Role } from './index.ts'
import { declaredDirectory, openDirectory, recordDirectory, renewDirectory, someName } from './directory.ts'
import { events } from './events.ts'
import { factorsWrapped } from './factor/sealed.ts'
import { faults } from './faults.ts'
import { openRoles } from './grants.ts'
import { serveProvider } from './oidc/served.ts'
import { routes } from './routes.ts'
import { openSessions } from './session.ts'
import { tables } from './tables.ts'
import { findWhoAsks } from './who-asks.ts'

/** People, organisations, agencies, officers, regions; sign-in, roles, and grants with their scope. */
export const identity = defineEngine('identity', {
  title: '身份',
  kinds: { role: 'roles', desk: 'roles' },
  ...{ tables, events, routes },
  faults: [faults],
  gives: [secrets.give(factorsWrapped), fieldExamples.give(someName)],
  prepares: (database) => database.write({ all: 'on' }, (tx) => recordDirectory(tx, tx.rooms.get(declaredDirectory))),
  opens: async (house) => {
    openRoles(house.rooms, house.parts<Role>('role').values())
    openSessions(house.database)
    await openDirectory(house.database)
  },
  renews: ({ database }) => renewDirectory(database),
  mounts: (house, host) => {
    findWhoAsks(house, host)
    serveProvider(house, host)
  },
})
