/** A file of a package, with what is recorded of it. @source DA/T 46-2009 (电子属性) */
export interface Piece {
  /** As it is called in the package. */
  name: string
  content: Buffer
  /** When it was brought or made. */
  at: Date
  /** What it is, in a few words. */
  says: string
}

/** What is recorded of something that is archived. @source DA/T 46-2009; DA/T 22-2015 (档号) */
export interface Metadata {
  /** 全宗号-门类·年度-保管期限-机构(问题)-件号 */
  number: string
  title: string
  /** Whose fonds it belongs to, and what that is called. */
  fonds: string
  holder: string
  category: string
  year: number
  /** Y for good, or years. */
  retention: string
  /** YYYY-MM-DD */
  closedOn: string
  archivedAt: string
  /** Who acted, on what, by what right: the entities of the business. */
  acts: readonly { at: string; who: string; does: string; says: string }[]
  /** What the record says, label by label. */
  says: readonly (readonly [label: string, text: string])[]
}

/** What is archived: its metadata and its files, the record of what was done first. */
export interface Archived {
  metadata: Metadata
  pieces: readonly Piece[]
}

/** What must be recorded of each. @source DA/T 46-2009 (必选元素) */
export const required = [
  ...(['number', 'title', 'fonds', 'holder', 'category', 'year', 'retention', 'closedOn', 'archivedAt'] as const),
]

/** Retention as it is written in a number. @source DA/T 22-2015 5.3 */
export const retentions = ['Y', 'D30', 'D10'] as const

/** A number as the standard writes it. @source DA/T 22-2015 */
export const numberForm = /^[A-Z]\d{3}-[A-Z]{2,4}·\d{4}-(?:Y|D30|D10)-[A-Z]{2,6}-\d{4,6}$/
