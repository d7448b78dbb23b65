import type { RecordRow, SignalFace } from '../../../../platform/manifest.ts'
import * as queries from '../../shell/queries.ts'

/** An instrument as its page shows it. */
export interface Rule extends RecordRow {
  code: string
  title: string
  issuer: string
  sort: string
  plannedOn: string | null
  planItem: string | null
  standing: string
  inForceOn: string | null
}

/** One article of an instrument, in force or not. */
export interface Article extends RecordRow {
  number: string
  label: string
  chapter: string | null
  words: string
  edition: number
  place: number
  standing: string
  sinceOn: string
  untilOn: string | null
}

/** A whole text of an instrument that its reader may see. */
export interface Text extends RecordRow {
  title: string
  number: number
  text: string
  on: string
  until: string | null
  standing: string
  summary: string | null
}

/** The registers that these pages read. */
export const registers = {
  rule: 'rule-instrument',
  article: 'rule-article',
  text: 'rule-text',
  edition: 'rule-edition',
  comment: 'rule-comment',
} as const

const all = <R extends RecordRow>(register: string, query: string) => ({
  ...queries.allRecords(register, query),
  select: (rows: RecordRow[]) => rows as R[],
})

/** Every instrument, by the day on which it is planned. */
export const rules = all<Rule>(registers.rule, 'sort=plannedOn')
/** The one of a code; none where there is none. */
export const ruleOf = (code: string) => all<Rule>(registers.rule, `filter.code=${encodeURIComponent(code)}`)
/** The articles of an instrument in their order, those out of force too. */
export const articlesOf = (rule: string) => all<Article>(registers.article, `filter.instrument=${rule}&sort=place`)
/** The texts of an instrument that were published, the oldest first. */
export const textsOf = (rule: string) => all<Text>(registers.text, `filter.instrument=${rule}&sort=on`)
/** The drafts that are open for comment. */
export const openTexts = all<Text & { instrument: string }>(registers.text, 'filter.standing=open&sort=on')
/** The editions of an instrument as its drafters have them. */
export const editionsOf = (rule: string) =>
  all<RecordRow & { title: string; number: number; text: string; standing: string }>(
    registers.edition,
    `filter.instrument=${rule}`,
  )

/** How an instrument stands, as a light; red the day after it was planned for. */
export function lightOf({ standing, plannedOn }: Rule, today: string, words: Record<string, string>): SignalFace {
  const late = standing === 'planned' && plannedOn !== null && plannedOn < today
  if (late) return { title: '逾期未出台', shape: 'late' }
  const shapes: Record<string, SignalFace['shape']> = { planned: 'ok', issued: 'on', 'in-force': 'done' }
  return { title: words[standing] ?? standing, shape: shapes[standing] ?? 'stop' }
}
