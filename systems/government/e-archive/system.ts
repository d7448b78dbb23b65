import { archivalItem, archives, fonds } from '#commons/archive'
import { defineSystem } from '#platform'
import { copyRun, disposalRun, rescue } from './cases.ts'
import { itemsDamaged, itemsKept } from './indicators.ts'
import { pages } from './pages.ts'
import { copy, disposal } from './registers.ts'
import { appraiser, archiveLeader, archivist, cityArchivist, subject } from './roles.ts'
import { copyPaper } from './sealed-papers.ts'

/** What the city has done with, kept so that it can be believed for as long as it must be kept. */
export default defineSystem('e-archive', {
  title: '电子档案系统',
  owner: 'city-archives',
  parts: [
    ...[fonds, archivalItem, archives, disposal, copy, copyPaper],
    ...[disposalRun, rescue, copyRun],
    ...[itemsKept, itemsDamaged],
    ...[archivist, appraiser, cityArchivist, archiveLeader, subject],
  ],
  pages,
})
