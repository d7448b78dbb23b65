import { electronicSeal, seals } from '#commons/electronic-seal'
import { defineSystem } from '#platform'
import { sealing, sealRun } from './cases.ts'
import { lettersSealed, sealsInUse } from './indicators.ts'
import { pages } from './pages.ts'
import { sealedLetter } from './registers.ts'
import { letterWriter, sealAuthority, sealKeeper, sealLeader, sealRegistrar } from './roles.ts'
import { letterPaper } from './sealed-papers.ts'

/** The city's electronic seals: asked for, made, used, rested, given up, and checked by anybody. */
export default defineSystem('e-seal', {
  title: '电子印章系统',
  owner: 'city-data-bureau',
  parts: [
    ...[electronicSeal, seals, sealedLetter, letterPaper, sealRun, sealing],
    ...[sealsInUse, lettersSealed],
    ...[sealKeeper, letterWriter, sealRegistrar, sealAuthority, sealLeader],
  ],
  pages,
})
