import { adoption, capability, edition, kit, practice } from '#commons/capability'
import { defineSystem } from '#platform'
import { adopting, consenting, looking } from './cases.ts'
import { reusedElsewhere, takenOver } from './indicators.ts'
import { pages } from './pages.ts'
import { innovationLeader, innovator, promoter } from './roles.ts'

/** What one place has worked out, every place may run. */
export default defineSystem('innovation-reuse', {
  title: '一地创新全市复用',
  owner: 'city-data-bureau',
  parts: [
    ...[kit, practice, edition, adoption, capability],
    ...[looking, consenting, adopting, reusedElsewhere, takenOver],
    ...[innovator, promoter, innovationLeader],
  ],
  pages,
})
