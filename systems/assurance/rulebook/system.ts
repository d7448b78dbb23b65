import { article, instrument } from '#commons/rulebook'
import { defineSystem } from '#platform'
import { answering, consulting, enacting, enactment, evaluation, reading } from './cases.ts'
import { issuedShare, readShare } from './indicators.ts'
import { pages } from './pages.ts'
import { citation, comment, edition, publication, training } from './registers.ts'
import { commenter, everyReader, legalReviewer, ruleDrafter, ruleLeader, ruleReader, rulebookDesk } from './roles.ts'

/** The city's rules: drafted in public, article by article at an address, seen to change wherever they are cited. */
export default defineSystem('rulebook', {
  title: '制度规范库',
  owner: 'city-data-bureau',
  parts: [
    ...[instrument, article, edition, publication, comment, citation, training],
    ...[enacting, enactment, consulting, answering, reading, evaluation, issuedShare, readShare],
    ...[rulebookDesk, ruleDrafter, legalReviewer, ruleReader, ruleLeader, commenter, everyReader],
  ],
  pages,
})
