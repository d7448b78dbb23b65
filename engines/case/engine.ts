import { defineEngine, type House } from '#kernel/engine'
import { countables, faces, fileReaders, findables } from '#engines/front/run'
import { evidence, recordChecks, sights } from '#engines/ledger/run'
import { document } from '../document/engine.ts'
import { front } from '../front/engine.ts'
import { identity } from '../identity/engine.ts'
import { ledger } from '../ledger/engine.ts'
import { notice } from '../notice/engine.ts'
import { register } from '../register/engine.ts'
import { nextOpening, openDue } from './begin.ts'
import { countedCases } from './count.ts'
import { events } from './events.ts'
import { checkCases, stepsAsEvidence } from './evidence.ts'
import { caseFaces } from './face.ts'
import { faults } from './faults.ts'
import { hears } from './hears.ts'
import { actionOf, type AnyCase } from './index.ts'
import { filesOfCases, filesOfSubjects, mayReadCase } from './read.ts'
import { routes } from './routes.ts'
import { indexCases } from './search-entry.ts'
import { exportCases, importActs } from './sheet.ts'
import { lookAtLines, nextLookAtLines } from './line-watch.ts'
import { nextSweep, sweep, watchSweep } from './sweep.ts'
import { tables } from './tables.ts'
import { foldTally } from './tally.ts'

const casesOf = (house: Pick<House, 'parts'>) => house.parts<AnyCase>('case')

/** States, actions, deadlines and a trail over a register's rows. */
export const casework = defineEngine('case', {
  title: '办件',
  needs: [identity, front, ledger, register, notice, document],
  kinds: { case: 'cases', paper: 'papers' },
  ...{ tables, events, hears, routes },
  faults: [faults],
  jobs: [exportCases, importActs],
  ticks: [
    { phase: 'ends', does: ({ database }) => foldTally(database) },
    { phase: 'moves', does: lookAtLines, next: nextLookAtLines },
    { phase: 'moves', does: openDue, next: nextOpening },
    { phase: 'moves', does: ({ database }, at) => sweep(database, at), next: ({ database }) => nextSweep(database) },
  ],
  gives: [
    evidence.give(stepsAsEvidence),
    recordChecks.give((house) => checkCases(casesOf(house).values())),
    sights.give({
      kind: 'case',
      sees: async (house, name, id, actor) => {
        const declared = casesOf(house).get(name)
        return declared && (await mayReadCase(house.database, declared, id, actor)) ? 'everything' : 'nothing'
      },
      says: (house, name, { action }) => {
        const declared = casesOf(house).get(name)
        return declared && typeof action === 'string' ? actionOf(declared, action)?.title : undefined
      },
    }),
    countables.give(countedCases),
    findables.give('case'),
    fileReaders.give(filesOfCases),
    fileReaders.give(filesOfSubjects),
    faces.give(caseFaces),
  ],
  opens: ({ database, clock }) => watchSweep(database, () => clock.now()),
  starts: (house) => indexCases(house.database, casesOf(house).values()),
})
