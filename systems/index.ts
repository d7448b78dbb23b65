import assessment from './assurance/assessment/system.ts'
import expertCommittee from './assurance/expert-committee/system.ts'
import innovationReuse from './assurance/innovation-reuse/system.ts'
import jointMeeting from './assurance/joint-meeting/system.ts'
import openCooperation from './assurance/open-cooperation/system.ts'
import planningResearch from './assurance/planning-research/system.ts'
import planSupervision from './assurance/plan-supervision/system.ts'
import rulebook from './assurance/rulebook/system.ts'
import dataCatalogue from './data/data-catalogue/system.ts'
import dataSharing from './data/data-sharing/system.ts'
import suCode from './government/su-code/system.ts'
import unifiedIdentity from './government/unified-identity/system.ts'
import lowIncome from './society/low-income/system.ts'
import disputeMediation from './society/dispute-mediation/system.ts'
import cryptoService from './security/crypto-service/system.ts'
import unifiedAcceptance from './government/unified-acceptance/system.ts'
import eArchive from './government/e-archive/system.ts'
import eLicence from './government/e-licence/system.ts'
import eSeal from './government/e-seal/system.ts'
import oneThing from './government/one-thing/system.ts'
import dataToGrassroots from './government/data-to-grassroots/system.ts'
import grassrootsDesk from './government/grassroots-desk/system.ts'
import selfServiceKiosk from './government/self-service-kiosk/system.ts'
import servicePortal from './government/service-portal/system.ts'
import ledgerBase from './security/ledger-base/system.ts'

/** Every system that runs, in the order of the plan. */
export const systems = [
  planSupervision,
  assessment,
  jointMeeting,
  expertCommittee,
  rulebook,
  innovationReuse,
  openCooperation,
  planningResearch,
  ledgerBase,
  cryptoService,
  dataCatalogue,
  dataSharing,
  unifiedIdentity,
  eSeal,
  eLicence,
  suCode,
  eArchive,
  unifiedAcceptance,
  oneThing,
  grassrootsDesk,
  selfServiceKiosk,
  servicePortal,
  dataToGrassroots,
  lowIncome,
  disputeMediation,
]
