import { articlesIn, plusDays, type NewRecord, type RecordOf, type Seen } from '#platform'
import type { article, instrument } from '#commons/rulebook'
import type { edition } from './registers.ts'

/** Shape, word and colour of an instrument's light. */
export const lights = {
  done: { title: '已出台', shape: 'done' },
  ok: { title: '未到期', shape: 'ok' },
  near: { title: '三十日内到期', shape: 'near' },
  late: { title: '逾期', shape: 'late' },
  wait: { title: '未定日期', shape: 'wait' },
  gone: { title: '已退出', shape: 'stop' },
} as const

/** Red the day after the planned one, amber for the thirty days before it, until the instrument is issued. */
export function instrumentLight({ state, dueOn, today }: Seen<typeof instrument>): keyof typeof lights {
  if (state === 'enacted') return 'done'
  if (state !== 'planned') return 'gone'
  if (dueOn === null) return 'wait'
  if (today > dueOn) return 'late'
  return dueOn <= plusDays(today, 30) ? 'near' : 'ok'
}

/** A text is divided into articles, none of them twice, each short enough to stand by itself. */
export function wellDivided({ record: { text } }: { record: { text: string } }): string | undefined {
  const all = articlesIn(text)
  if (all.length === 0) return '全文里没有找到以“第一条”或“一、”开头的条款，请先修改文稿'
  const twice = all.find(({ number }, i) => all.findIndex((one) => one.number === number) !== i)
  if (twice) return `${twice.label}出现了两次，请先修改文稿`
  const long = all.find(({ words }) => words.length > 8000)
  return long && `${long.label}超过 8,000 字，请先分成几条`
}

/** The public has at least a week to say something. */
export const atLeastAWeek = ({ form, today }: { form: { commentUntil: string }; today: string }) =>
  form.commentUntil < plusDays(today, 7) ? '公开征求意见不少于七天，请把截止日期定得晚一些' : undefined

/** What is asked before a draft is published. */
export const mayBePublished = (asked: Parameters<typeof atLeastAWeek>[0] & Parameters<typeof wellDivided>[0]) =>
  atLeastAWeek(asked) ?? wellDivided(asked)

/** Whether an instrument is evaluated after the day on which it is in force. */
const evaluatedAfter = (inForceOn: string, { evaluateOn }: { evaluateOn: string | null }) =>
  evaluateOn !== null && evaluateOn <= inForceOn ? '评估日期要在施行之后' : undefined

/** What is in force from today is evaluated later. */
export const evaluatedLater = ({ form, today }: { form: { evaluateOn: string | null }; today: string }) =>
  evaluatedAfter(today, form)

/** What is in force from another day waits for it. */
export const inForceLater = ({
  form,
  today,
}: {
  form: { inForceOn: string; evaluateOn: string | null }
  today: string
}) =>
  form.inForceOn <= today ? '请选今天以后的日期；今天施行的用“印发，今日施行”' : evaluatedAfter(form.inForceOn, form)

/** The last day on which an edition that was issued is not in force yet. */
export const waitsFor = ({ form, today }: { form: { inForceOn: string }; today: string }) => ({
  ...{ issuedOn: today, waitsUntil: plusDays(form.inForceOn, -1) },
})

type Article = RecordOf<typeof article>
type Edition = RecordOf<typeof edition>

/** What becomes of an article once another edition holds: it stays if it says the same, is amended if not, repealed if it is gone. */
export function afterEdition({ row, record, today }: { row: Article; record: Edition; today: string }) {
  if (row.standing !== 'in-force') return undefined
  const now = articlesIn(record.text).find(({ number }) => number === row.number)
  if (now?.words === row.words) return undefined
  return { standing: now ? ('amended' as const) : ('repealed' as const), untilOn: today }
}

/** The articles of an edition that do not stand in force already. */
export function articlesOf({ record, there, today }: { record: Edition; there: readonly Article[]; today: string }) {
  const inForce = new Set(there.filter(({ standing }) => standing === 'in-force').map(({ number }) => number))
  return articlesIn(record.text).flatMap((one, i): NewRecord<typeof article>[] => {
    if (inForce.has(one.number)) return []
    const { instrument: of, title, number: edition } = record
    const made = { instrument: of, title: `${title} ${one.label}`, edition, place: i + 1, sinceOn: today }
    return [{ ...one, ...made, chapter: one.chapter || null, standing: 'in-force' }]
  })
}
