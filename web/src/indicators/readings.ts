import { queryOptions, useQuery } from '@tanstack/react-query'
import { get } from '../shell/api.ts'
import { monthBefore, wall } from '../look/dates.ts'
import type { IndicatorFace as NamedIndicator } from '../shell/queries.ts'
import { useNow } from '../shell/reader.ts'

/** An indicator as a list and a page need it. `GET /api/indicators`. */
export interface IndicatorFace extends NamedIndicator {
  formula: 'count' | 'sum' | 'share' | 'mean'
  of: { kind: 'case' | 'register'; name: string; title: string }
  /** True when rows count on a day: the number is then a month's own. */
  flow: boolean
  counted: 'at-once' | 'by-job'
  number: number | null
  withdrawn: false
}

/** One agency's or region's share of an indicator. */
export interface IndicatorLine {
  key: string | null
  number: number | null
  value: number
  among: number
}

/** An indicator that nobody declares any more: its last number. */
export interface WithdrawnIndicator {
  name: string
  title: string
  unit: string
  number: number | null
  at: string
  withdrawn: true
}

export interface MonthNumber {
  /** YYYY-MM */
  month: string
  number: number | null
}

export type Per = 'agency' | 'region'

/** Query text of what is set, `?` included; empty when nothing is. */
export function asked(names: Record<string, string | null | undefined>): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(names)) if (value) query.set(name, value)
  const words = query.toString()
  return words ? `?${words}` : ''
}

/** Every indicator that this reader may see, within one plan or altogether. */
export const indicators = (within: string | null, month: string | null = null) =>
  queryOptions({
    queryKey: ['indicators', within, month],
    queryFn: ({ signal }) => get<IndicatorFace[]>(`/indicators${asked({ within, month })}`, signal),
  })

/** One indicator, by agency or by region when asked, as it stands or at a month's end. */
export const oneIndicator = (name: string, of: { within?: string | null; per?: Per | null; month?: string | null }) =>
  queryOptions({
    queryKey: ['indicators', 'one', name, of.within ?? null, of.per ?? null, of.month ?? null],
    queryFn: ({ signal }) =>
      get<(IndicatorFace & { lines: IndicatorLine[] }) | WithdrawnIndicator>(
        `/indicators/${encodeURIComponent(name)}${asked(of)}`,
        signal,
      ),
  })

/** An indicator month by month, oldest first; months that were not kept are not there. */
export const monthsOf = (name: string, within: string | null) =>
  queryOptions({
    queryKey: ['indicators', 'months', name, within],
    queryFn: ({ signal }) =>
      get<MonthNumber[]>(`/indicators/${encodeURIComponent(name)}/history${asked({ within })}`, signal),
  })

/** The month before the city's present one. */
export function useLastMonth(): string {
  return monthBefore(wall(useNow()).date.slice(0, 7))
}

/** Indicator lines by agency or region now and at the last month's end; none where the reader may not see them. */
export function useLines(name: string, per: Per, within: string | undefined) {
  const month = useLastMonth()
  const enabled = within !== undefined
  const now = useQuery({ ...oneIndicator(name, { within: within ?? null, per }), enabled, retry: false })
  const before = useQuery({ ...oneIndicator(name, { within: within ?? null, per, month }), enabled, retry: false })
  const linesOf = (answer: typeof now.data) => (answer && !answer.withdrawn ? answer.lines : [])
  const whole = { now: now.data?.number ?? null, before: before.data?.number ?? null }
  return { month, now: linesOf(now.data), before: linesOf(before.data), whole }
}
