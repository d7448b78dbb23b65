import { defineEngine, type House } from '#kernel/engine'
import { secrets } from '#kernel/keeper'
import { countables, faces, fileReaders, findables } from '#engines/front/run'
import { citizenIndex } from '#engines/identity/run'
import { evidence, recordChecks, sights } from '#engines/ledger/run'
import { crypto } from '../crypto/engine.ts'
import { front } from '../front/engine.ts'
import { identity } from '../identity/engine.ts'
import { ledger } from '../ledger/engine.ts'
import { countedRows } from './count.ts'
import { claims } from './bearer.ts'
import { events } from './events.ts'
import { checkRegisters, versionsAsEvidence } from './evidence.ts'
import { registerFaces } from './face.ts'
import { faults } from './faults.ts'
import { fieldKeysWrapped, openFieldKeys } from './field-keys.ts'
import { filesOfRegisters } from './files.ts'
import type { Register } from './index.ts'
import { routes } from './routes.ts'
import { indexRegisters } from './search-entry.ts'
import { citizenIndexOf } from './sealing.ts'
import { exportRegister, importRows } from './sheet.ts'
import { seesRow } from './sight.ts'
import { tables, tablesOfRegisters } from './tables.ts'

const registersOf = (house: Pick<House, 'parts'>) => house.parts<Register>('register').values()

/** One table, one resource, one form a register: versioned, imported and exported, searched, never overwritten unseen. */
export const register = defineEngine('register', {
  title: '登记册',
  needs: [identity, front, crypto, ledger],
  kinds: { register: 'registers' },
  ...{ events, routes, hears: claims },
  tables: (parts) => ({ ...tables, ...tablesOfRegisters(registersOf({ parts })) }),
  faults: [faults],
  jobs: [exportRegister, importRows],
  gives: [
    evidence.give(versionsAsEvidence),
    recordChecks.give((house) => checkRegisters(registersOf(house))),
    sights.give({ kind: 'register', sees: seesRow }),
    countables.give(countedRows),
    findables.give('register'),
    faces.give(registerFaces),
    fileReaders.give(filesOfRegisters),
    ...fieldKeysWrapped.map((place) => secrets.give(() => place)),
  ],
  opens: async ({ rooms, database }) => {
    await openFieldKeys(database)
    rooms.put(citizenIndex, (number) => citizenIndexOf(database, number))
  },
  starts: (house) => indexRegisters(house.database, registersOf(house)),
})
