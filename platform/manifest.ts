/**
 * What the server tells the browser about the platform: declarations with every function stripped.
 * `GET /api/manifest` answers a {@link Manifest}; the web renders lists, forms and case pages from it.
 */

/** One field as a form, a list and a filter need it. */
export interface FieldFace {
  label: string
  widget:
    | 'text'
    | 'longText'
    | 'integer'
    | 'percent'
    | 'choice'
    | 'yesNo'
    | 'date'
    | 'month'
    | 'agency'
    | 'agencies'
    | 'region'
    | 'files'
    | 'record'
    | 'indicator'
    | 'table'
  required: boolean
  /** The kind of a personal number that is kept sealed: what is read of it is its mask. */
  sealed?: string
  /** Choice only: value → label, in order. */
  options?: Record<string, string>
  unit?: string
  min?: number
  max?: number
  /** Text and long text: most characters. Files: most files. */
  maxLength?: number
  /** Record only: the register it points at. */
  register?: string
  /** Table only: column → title, in order. */
  columns?: Record<string, string>
  sensitivity: 'public' | 'internal' | 'personal'
  help?: string
  standard?: string
}

export interface RegisterFace {
  name: string
  title: string
  /** The system that declares it, by id. */
  system: string
  fields: Record<string, FieldFace>
  /** The field that names a row in lists and references. */
  naming: string
  columns: string[]
  filters: string[]
  sorts: string[]
  /** Fields that a correction may touch. */
  amends: string[]
  /** What the reader may do at all; each record still decides for itself. */
  may: ('read' | 'create' | 'amend' | 'reveal')[]
  /** Whether new rows may come in a filled-in sheet. */
  takesSheet: boolean
}

export interface ActionFace {
  name: string
  title: string
  /** Chinese sentence shown above the form. */
  says?: string
  fields: Record<string, FieldFace>
  /** What the form starts with: its field → the subject's field. */
  starts: Record<string, string>
  /** Drawn as the primary button. */
  primary: boolean
}

export interface SignalFace {
  title: string
  shape: 'done' | 'ok' | 'near' | 'late' | 'on' | 'wait' | 'stop'
}

export interface CaseFace {
  name: string
  title: string
  system: string
  subject: string
  states: Record<string, { title: string; final: boolean; actions: string[] }>
  actions: Record<string, ActionFace>
  /** What forms leave on the case: shown in lists and beside the record. */
  facts: Record<string, FieldFace>
  signals: Record<string, SignalFace>
  may: string[]
  /** The actions that this reader may take on many cases by a filled-in sheet. */
  sheets: string[]
  /** Whether its subject can be printed as an official document. */
  prints: boolean
}

export interface PageFace {
  kind: 'list' | 'cases' | 'bespoke'
  system: string
  title: string
  /** Path below `/`, for instance `plan` or `lists/plan-task`. */
  path: string
  /** List pages: a register. Case pages: a case. Bespoke pages: the name of a component. */
  of: string
  /** Extra columns of a case list taken from the subject's fields. */
  columns?: string[]
  filters?: string[]
}

/** A document kind that this reader may import. */
export interface ReadingFace {
  name: string
  title: string
  accepts: string[]
}

export interface Manifest {
  product: string
  city: string
  chapters: { id: string; title: string; items: string }[]
  systems: {
    id: string
    chapter: string
    title: string
    number: number
    items: number[]
    proves: string
    runs: boolean
  }[]
  registers: Record<string, RegisterFace>
  cases: Record<string, CaseFace>
  readings: Record<string, ReadingFace>
  /** The bulletins that this reader may have drafted. */
  bulletins: Record<string, { name: string; title: string; about: string }>
  pages: PageFace[]
  /** What happens on the platform, by the event's kind. */
  events: Record<string, string>
  /** What events happen to beside records and cases, by the word before the subject's colon. */
  things: Record<string, string>
  /** Whether the reader may search everyone's evidence. */
  searchesLedger: boolean
  /** Whether the reader looks after an agency's scanners of the code. */
  keepsScanners: boolean
  /** Whether the reader puts an agency's cards onto the code. */
  issuesCards: boolean
  /** What the reader may do somewhere with applications, keys and certificates in custody; each application still decides for itself. */
  custody: string[]
  /** What the reader may do with the applications that sign people in here: `read`, `register`, `end`. */
  clients: string[]
}

/** Who is signed in. `GET /api/session`. */
export interface Session {
  person: { id: string; name: string }
  /** How sure the city is: 1 password, 2 a second factor, 3 a verified person. */
  assurance: 1 | 2 | 3
  /** For whom the reader acts now. */
  behalf: { mandate: string; kind: 'organisation' | 'person'; name: string } | null
  /** Whether the reader appoints people somewhere. */
  appoints: boolean
  /** The desks of the identity window that the reader holds: `verification`, `organisation`, `mandate`. */
  desks: string[]
  position: {
    id: string
    title: string
    agency: { id: string; name: string }
    region: { code: string; name: string }
    roles: string[]
  } | null
  /** The person's other posts; `POST /api/session/position {position}` changes to one. */
  positions: { id: string; title: string; agency: string }[]
}

/** `GET /api/registers/:name?filter.x=a,b&sort=-dueOn&after=CURSOR&limit=20`. */
export interface Page<Row> {
  rows: Row[]
  /** Hand back as `after`; null at the end. */
  next: string | null
  total: { count: number; exact: boolean }
}

/** A register's row: declared fields by name, and what every row carries. Agencies by id, regions by code, dates YYYY-MM-DD. */
export interface RecordRow {
  id: string
  version: number
  agency: string | null
  region: string | null
  createdAt: string
  amendedAt: string
  [field: string]: unknown
}

/** A case in a list: `GET /api/cases/:kind`. */
export interface CaseRow {
  id: string
  kind: string
  title: string
  subject: string
  parent: string | null
  /** The agency that holds the case now. */
  agency: string
  region: string
  state: string
  signal: string | null
  facts: Record<string, unknown>
  openedAt: string
  stateSince: string
  /** The day it must be finished; null when it goes on. */
  dueOn: string | null
  /** True when the day lies past the published calendar. */
  dueProvisional: boolean
  /** The instant the present state must be left by. */
  stateDueAt: string | null
  /** Working days left until dueOn; negative when overdue; null without a day. */
  workingDaysLeft: number | null
  closedAt: string | null
  version: number
  lastStep: { at: string; title: string } | null
  /** The subject's fields named as columns on the page. */
  record: Record<string, unknown>
}

export interface Step {
  id: string
  at: string
  action: string
  title: string
  from: string | null
  to: string
  actor: { name: string; agency: string | null; behalf?: string }
  form: Record<string, unknown>
}

/** `GET /api/cases/:kind/:id`. */
export interface CaseDetail extends CaseRow {
  /** The subject's whole row. */
  record: RecordRow
  participants: string[]
  /** Newest first. */
  trail: Step[]
  children: {
    kind: string
    id: string
    title: string
    agency: string
    region: string
    state: string
    signal: string | null
    facts: Record<string, unknown>
  }[]
  /** The actions this reader may take now. */
  may: string[]
  /** The last act, if this reader took it and may still take it back: `POST /api/cases/:kind/:id/undo {version}`. */
  undo: { title: string } | null
}

export interface InboxEntry {
  id: string
  kind: 'todo' | 'note'
  title: string
  says: string
  /** Path to open. */
  path: string
  at: string
  dueAt: string | null
  readAt: string | null
  doneAt: string | null
}

export interface FileFace {
  /** Hex SHA-256 of the content. */
  id: string
  name: string
  type: string
  size: number
}

/** Work in progress: `GET /api/jobs/:id`; the reader's newest fifty: `GET /api/jobs`. */
export interface JobFace {
  id: string
  name: string
  title: string
  /** When it last moved. */
  at: string
  state: 'waiting' | 'running' | 'done' | 'failed'
  /** 0–100. */
  progress: number
  says: string
  /** Path to open when done. */
  path: string | null
  fault: Problem | null
}

/** Every refusal: RFC 9457 `application/problem+json`. */
export interface Problem {
  type: string
  title: string
  status: number
  detail: string
  instance: string
  code: string
  about?: Record<string, unknown>
}

/** `GET /api/clock`. */
export interface ClockFace {
  now: string
  /** True when the city runs on a shifted demonstration clock. */
  demo: boolean
  /** Last day for which the State Council's calendar is known. */
  horizon: string
}

export interface AgencyFace {
  id: string
  name: string
  fullName: string
  kind: string
  region: string
}

export interface RegionFace {
  code: string
  name: string
  level: 'city' | 'county' | 'zone' | 'town' | 'village'
  parent: string | null
}
