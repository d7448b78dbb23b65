/**
 * What the server tells the browser, as types: each is read off the engine's own shape, so that none is written twice.
 * `GET /api/manifest` answers a {@link Manifest}; the web renders lists, forms and case pages from it.
 */
import type * as z from 'zod'
import type { Wire } from '#kernel/engine'
import type { archiveFaces } from '../engines/archive/engine.ts'
import type { packageFace } from '../engines/archive/routes.ts'
import type { assessmentFaces } from '../engines/assessment/engine.ts'
import type { boardFace, listedFace, sheetFace } from '../engines/assessment/routes.ts'
import type { boardRow } from '../engines/case/board.ts'
import type { LineFace as DutyLine } from '../engines/case/line-face.ts'
import type { AboutFace as DeclaredAbout, ActionFace as DeclaredAction, caseFaces } from '../engines/case/face.ts'
import type { catalogueFaces } from '../engines/catalogue/engine.ts'
import type { entriesFace, entryFace } from '../engines/catalogue/routes.ts'
import type { caseWhole } from '../engines/case/shape.ts'
import type { matter } from '../engines/case/matters.ts'
import type { listedCase } from '../engines/case/row.ts'
import type { counterFaces } from '../engines/counter/engine.ts'
import type { draftFace, listedDraft } from '../engines/counter/routes.ts'
import type { drawFaces } from '../engines/draw/engine.ts'
import type { drawFace, poolFace } from '../engines/draw/routes.ts'
import type { readingFaces } from '../engines/document/engine.ts'
import type { lookedOver, settled } from '../engines/document/shape.ts'
import type { fileFace, outlinesFace } from '../engines/front/index.ts'
import type { frameFace } from '../engines/front/manifest.ts'
import type { ListedFace, ShownActFace, ShownFace } from '../engines/front/shown.ts'
import type { clockFace, jobFace } from '../engines/front/routes.ts'
import type { agencyFace, regionFace } from '../engines/identity/directory-routes.ts'
import type { session } from '../engines/identity/session-routes.ts'
import type { kioskFaces } from '../engines/kiosk/engine.ts'
import type { askFace, bringingFace, machineFace } from '../engines/kiosk/machine-routes.ts'
import type { nearFace } from '../engines/kiosk/routes.ts'
import type { askedFace } from '../engines/kiosk/telephone-routes.ts'
import type { bulletinFaces } from '../engines/indicator/engine.ts'
import type { findingFaces } from '../engines/matching/engine.ts'
import type { inboxEntry } from '../engines/notice/routes.ts'
import type { registerFaces } from '../engines/register/face.ts'
import type { reuseFaces } from '../engines/reuse/engine.ts'
import type { reusedFace } from '../engines/reuse/board.ts'
import type { linksFace } from '../engines/reuse/routes.ts'
import type { checkFace } from '../engines/seal/check/steps.ts'
import type { sharingFaces } from '../engines/sharing/engine.ts'
import type { agreedFace, queriedFace, verifiedFace } from '../engines/sharing/routes.ts'
import type { sealFaces } from '../engines/seal/engine.ts'
import type { codeFace, editionFace, sealFace } from '../engines/seal/routes.ts'
import type { anyRow } from '../engines/register/shape.ts'

export type { Problem } from '../kernel/fault/index.ts'
export type { FieldFace } from '../kernel/field/index.ts'

type Told<S extends z.ZodType> = Wire<z.infer<S>>
type Given<F extends { shape: z.ZodType }> = z.infer<F['shape']>

/** What one reader is told about the platform: declarations without functions, and only what they may open. */
export type Manifest = Given<typeof frameFace> &
  Given<typeof registerFaces> &
  Given<typeof caseFaces> &
  Given<typeof readingFaces> &
  Given<typeof bulletinFaces> &
  Given<typeof findingFaces> &
  Given<typeof counterFaces> &
  Given<typeof catalogueFaces> &
  Given<typeof sharingFaces> &
  Given<typeof kioskFaces> &
  Given<typeof drawFaces> &
  Given<typeof assessmentFaces> &
  Given<typeof reuseFaces> &
  Given<typeof sealFaces> &
  Given<typeof archiveFaces>

/** A seal, an edition of a sealed paper, what its code tells anybody, and what a check of a file says. */
export type SealWhole = Told<typeof sealFace>
export type PaperEdition = Told<typeof editionFace>
export type PaperByCode = Told<typeof codeFace>
export type PaperChecked = Told<typeof checkFace>
/** A draft at a counter, as its list shows it and with its words. */
export type DraftListed = Told<typeof listedDraft>
export type DraftWhole = Told<typeof draftFace>
/** A machine as it knows itself, what it asks for, what a telephone is told of that, and a machine that is near. */
export type KioskMachine = Told<typeof machineFace>
export type KioskBringing = Told<typeof bringingFace>
export type KioskAsk = Told<typeof askFace>
export type KioskAsked = Told<typeof askedFace>
export type KioskNear = Told<typeof nearFace>
/** How the package of an archived item stands. */
export type ArchivePackage = Told<typeof packageFace>
/** What a row has to do with kits. */
export type KitLinks = Told<typeof linksFace>
/** What can be reused, and who runs on which edition of it. */
export type Reused = Told<typeof reusedFace>

/** A line of a register that a duty is read off, with who stands there today and what is wrong. */
export type LineFace = DutyLine
/** A page where it is met without being looked for. */
export type PlaceFace = Manifest['places'][number]
export type RegisterFace = Manifest['registers'][string]
export type CaseFace = Manifest['cases'][string]
export type AboutFace = DeclaredAbout
export type ActionFace = DeclaredAction
/** A page that a route is, a list that stands in one, and an act on either. */
export type { ListedFace, ShownActFace, ShownFace }
export type SignalFace = CaseFace['signals'][string]
/** A document as it was read, looked over before it is taken in, and what a person decides of it. */
export type LookedOver = Told<typeof lookedOver>
export type Settled = z.input<typeof settled>
export type ReadingFace = Manifest['readings'][string]

export type Session = Told<typeof session>
export type FileFace = Told<typeof fileFace>
export type JobFace = Told<typeof jobFace>
export type ClockFace = Told<typeof clockFace>
/** The city's map as it is drawn. */
export type OutlinesFace = Told<typeof outlinesFace>
export type AgencyFace = Told<typeof agencyFace>
export type RegionFace = Told<typeof regionFace>
export type InboxEntry = Told<typeof inboxEntry>

/** A register's row: declared fields by name, and what every row carries. Agencies by id, regions by code, dates YYYY-MM-DD. */
export type RecordRow = Told<typeof anyRow>
/** A case in a list. */
export type CaseRow = Told<typeof listedCase>
/** A case of the reader's own, as its party meets it. */
export type Matter = Told<typeof matter>
/** A case whole. */
export type CaseDetail = Told<typeof caseWhole>
export type Step = CaseDetail['trail'][number]
/** A draw as its page shows it, and a pool before it is sealed. */
export type DrawWhole = Told<typeof drawFace>
export type PoolNow = Told<typeof poolFace>
/** A scheme in the list of an assessment's, its ranking, and the sheet of one who is assessed. */
export type AssessmentListed = Told<typeof listedFace>
export type AssessmentBoard = Told<typeof boardFace>
export type AssessmentSheet = Told<typeof sheetFace>
/** Published data as it is listed, and one resource with its fields and its first rows. */
export type DataListed = Told<typeof entriesFace>
export type DataWhole = Told<typeof entryFace>
/** Contracts of one's agency, and what a call under one is answered by. */
export type SharingAgreed = Told<typeof agreedFace>['rows'][number]
export type SharingQueried = Told<typeof queriedFace>
export type SharingVerified = Told<typeof verifiedFace>
/** One line of a board. */
export type BoardRow = Told<typeof boardRow>

/** A page of a list: hand `next` back as `after`; null at the end. */
export interface Page<Row> {
  rows: Row[]
  next: string | null
  total: { count: number; exact: boolean }
}
