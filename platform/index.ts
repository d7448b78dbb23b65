import * as made from '#kernel/field'
import { agencies, agency, colleague, region } from '#engines/identity'
import { indicator } from '#engines/indicator'
import { answerKind, answers, ownRecord, record } from '#engines/register'

/** Every field a declaration may use. */
export const field = {
  text: made.text,
  longText: made.longText,
  integer: made.integer,
  decimal: made.decimal,
  percent: made.percent,
  choice: made.choice,
  /** Yes or no. */
  yesNo: made.yesNo,
  date: made.date,
  month: made.month,
  files: made.files,
  table: made.table,
  money: made.money,
  instant: made.instant,
  timeOfDay: made.timeOfDay,
  choices: made.choices,
  email: made.email,
  url: made.url,
  point: made.point,
  area: made.area,
  line: made.line,
  photos: made.photos,
  citizenNumber: made.citizenNumber,
  mobile: made.mobile,
  bankCard: made.bankCard,
  creditCode: made.creditCode,
  itemCode: made.itemCode,
  licenceTypeCode: made.licenceTypeCode,
  optional: made.optional,
  agency,
  agencies,
  colleague,
  region,
  record,
  ownRecord,
  answers,
  answerKind,
  indicator,
}

export { licenceIdentifier } from '#kernel/field'
export { elapsedShare, lastDayOfMonths, monthBefore, plusDays } from '#kernel/clock'
export { inHectares, inMu, metresOf, squareMetresOf } from '#kernel/geometry'
export { defineSystem, type System } from '#kernel/system'
export { defineCard, defineCode, definePurpose, tells } from '#engines/code'
export { defineCustody } from '#engines/crypto'
export {
  appointmentDesk,
  awayIn,
  clientDesk,
  defineDuty,
  defineRole,
  directoryDesk,
  listedIn,
  mandateDesk,
  may,
  organisationDesk,
  verificationDesk,
} from '#engines/identity'
export { defineDataset } from '#engines/exchange'
export { defineCatalogue, type DeclaredField } from '#engines/catalogue'
export { defineSharing } from '#engines/sharing'
export { defineDraw, poolOf } from '#engines/draw'
export { defineRule, whenHeld } from '#engines/matching'
export { defineLedger } from '#engines/ledger'
export { defineApps, opensCases, opensFinding, opensForm, opensRows, type AppTried } from '#engines/app'
export { defineConnection, sending, taking, type KnownHere } from '#engines/connection'
export { defineCounter } from '#engines/counter'
export { defineKiosks, handsIn, looksUp, type Tried } from '#engines/kiosk'
export { declaredOf, defineRegister, filing, nearest, only, type NewRecord, type RecordOf } from '#engines/register'
export { articlesIn, defineIntake, definePrint, defineReading, into, type DocumentRead } from '#engines/document'
export {
  afterEnd,
  calendarDays,
  carriesOver,
  changesIn,
  dayAfter,
  defineCase,
  definePaper,
  bearerOf,
  eachIn,
  heeding,
  opensBeside,
  opensEach,
  onDayOf,
  onEvent,
  opensForAgencies,
  opensForUnits,
  opensParts,
  rowsIn,
  splitsOff,
  whenever,
  whenRegistered,
  workingDays,
  type Seen,
} from '#engines/case'
export { defineArchive } from '#engines/archive'
export { defineSealedPaper, defineSeals } from '#engines/seal'
export { defineAssessment, defineScoreNotice, type NoticeFacts } from '#engines/assessment'
export { defineKit, defineReuse } from '#engines/reuse'
export {
  defineBulletin,
  defineIndicator,
  type Counted,
  type BoardLine,
  type BulletinFacts,
  type Compared,
} from '#engines/indicator'
export {
  acted,
  applied,
  composed,
  established,
  issued,
  corrected,
  drafted,
  packed,
  registered,
  told,
  type Find,
  type SeedAct,
  type SeedCitizen,
  type SeedOfficer,
} from './seed.ts'
export { bespokePage, casesPage, listPage } from './page.ts'
