import { useQuery } from '@tanstack/react-query'
import {
  asked,
  indicators,
  monthsOf,
  oneIndicator,
  type IndicatorFace,
  type WithdrawnIndicator,
} from '../../../indicators/readings.ts'
import type { PlanTarget } from '../plan-data.ts'

/** What is known of a target's number: counted live, counted once, reported by its lead, or nothing. */
export type TargetNumber =
  | { from: 'indicator'; face: IndicatorFace; to: string; months: (boolean | null)[] }
  | { from: 'withdrawn'; face: WithdrawnIndicator; to: string }
  /** Bound, but not for this reader. */
  | { from: 'hidden' }
  | { from: 'report'; number: number; on: string | null }
  | { from: 'nothing' }

/** Reads a target's number within its plan; null while it is being fetched. */
export function useTargetNumber(target: PlanTarget, plan: { id: string; year: number }): TargetNumber | null {
  const name = target.indicator ?? ''
  const all = useQuery({ ...indicators(plan.id), enabled: name !== '' })
  const face = all.data?.find((one) => one.name === name)
  const gone = useQuery({
    ...oneIndicator(name, { within: plan.id }),
    enabled: name !== '' && all.data !== undefined && !face,
    retry: false,
  })
  const monthly = target.kind === 'recurring' && face?.flow === true
  const months = useQuery({ ...monthsOf(name, plan.id), enabled: monthly })
  const to = `/indicators/${name}${asked({ within: plan.id })}`
  if (name === '') {
    const { reported, reportedOn } = target
    return reported === null || reported === undefined
      ? { from: 'nothing' }
      : { from: 'report', number: Number(reported), on: reportedOn ?? null }
  }
  if (face) return { from: 'indicator', face, to, months: monthly ? cells(months.data ?? [], target, plan.year) : [] }
  if (all.isPending || (gone.isPending && all.data)) return null
  return gone.data?.withdrawn ? { from: 'withdrawn', face: gone.data, to } : { from: 'hidden' }
}

/** For each month of the plan's year: whether the promise was kept; null where nothing was counted. */
function cells(months: { month: string; number: number | null }[], target: PlanTarget, year: number) {
  return Array.from({ length: 12 }, (_, at) => {
    const found = months.find(({ month }) => month === `${year}-${String(at + 1).padStart(2, '0')}`)
    return found?.number === null || found === undefined ? null : found.number >= Number(target.value)
  })
}
