import { licence, licenceFace, licenceType } from '#commons/licence'
import { defineSystem } from '#platform'
import { licenceRun, loanRun, requestRun, typeRun } from './cases.ts'
import { licencesValid, licenceTypes } from './indicators.ts'
import { pages } from './pages.ts'
import { licenceLoan, licenceRequest } from './registers.ts'
import { catalogueReader, holder, issuer, licenceLeader, loanReader, typeKeeper, typeReviewer } from './roles.ts'
import { licencePaper } from './sealed-papers.ts'

/** The city's electronic licences: their types, each as it was issued, lent, changed and ended. */
export default defineSystem('e-licence', {
  title: '电子证照系统',
  owner: 'city-data-bureau',
  parts: [
    ...[licenceType, licenceFace, licence, licencePaper, licenceRequest, licenceLoan],
    ...[typeRun, licenceRun, requestRun, loanRun],
    ...[licencesValid, licenceTypes],
    ...[typeKeeper, typeReviewer, issuer, loanReader, licenceLeader, holder, catalogueReader],
  ],
  pages,
})
