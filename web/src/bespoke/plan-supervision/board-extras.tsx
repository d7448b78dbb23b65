import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import type { CaseRow } from '../../../../platform/manifest.ts'
import { asked, useLines } from '../../indicators/readings.ts'
import { Change } from '../../look/change.tsx'
import type { Extra } from '../../render/board/board-data.ts'
import * as queries from '../../shell/queries.ts'
import { useManifest } from '../../shell/reader.ts'
import { supervision, type Plan } from './plan-data.ts'

/**
 * What the plan's board shows beside what every board does: the mean of what counties reported, and the movement since last
 * month, which is measured of the whole plan alone.
 */
export function useExtras(plan: Plan, by: string, sent: URLSearchParams, chapterOf: (task: string) => string): Extra[] {
  const region = by === 'region'
  const per = region ? 'region' : 'agency'
  const measured = (region || by === 'agency') && sent.size === 1 ? plan.id : undefined
  const progress = useMoves(plan, region ? 'county-progress' : 'mean-progress', '进度', per, measured)
  const track = useMoves(plan, 'on-track-share', '按期率', per, region ? undefined : measured)
  const county = useCountyMeans(by, sent, chapterOf)
  return [county, progress, track].filter((extra) => extra !== null)
}

/** How far an indicator moved since the last month's end, by agency or region; nothing where it is not counted. */
function useMoves(plan: Plan, name: string, label: string, per: 'agency' | 'region', within: string | undefined) {
  const { now, before, whole, month } = useLines(name, per, within)
  if (now.length === 0) return null
  const since = `比 ${Number(month.slice(5))} 月底`
  const number = (lines: typeof now, key: string) => lines.find((line) => line.key === key)?.number ?? null
  const between = (a: number | null, b: number | null) => (a === null || b === null ? null : a - b)
  const moved = between(whole.now, whole.before)
  return {
    ...{ name, title: `${label}${since}`, whole: moved },
    of: (key: string) => between(number(now, key), number(before, key)),
    draw: (value: number | null) =>
      value === null ? (
        <Change by={value} />
      ) : (
        <Link to={`/indicators/${name}${asked({ within: plan.id, per })}`} className="mv">
          <Change by={value} />
          <span className="sr">个百分点</span>
        </Link>
      ),
    ...(moved !== null &&
      label === '进度' && {
        says: (
          <>
            {since} <Change by={moved} unit="个百分点" />
          </>
        ),
      }),
  }
}

/** The mean of what counties reported, over the tasks on which any has; a board's own means count the others as 0. */
function useCountyMeans(by: string, sent: URLSearchParams, chapterOf: (task: string) => string): Extra | null {
  const face = useManifest().cases[supervision]
  const keyOf = (row: CaseRow): string | undefined =>
    ({
      ...{ agency: row.agency, state: row.state, month: row.dueOn?.slice(0, 7) ?? '' },
      ...(by === 'chapter' && { chapter: chapterOf(row.subject) }),
    })[by]
  const enabled = face !== undefined && ['agency', 'state', 'month', 'chapter'].includes(by)
  const found = useQuery({ ...queries.allCases(supervision, String(sent)), enabled })
  const label = face?.facts['countyPercent']?.label
  if (!enabled || !label) return null
  const told = (found.data ?? []).flatMap((row) => {
    const percent = row.facts['countyPercent']
    return typeof percent === 'number' ? [{ key: keyOf(row), percent }] : []
  })
  const mean = (among: typeof told) =>
    among.length > 0 ? Math.round(among.reduce((sum, { percent }) => sum + percent, 0) / among.length) : null
  return {
    ...{ name: 'countyPercent', title: label, whole: mean(told) },
    of: (key) => mean(told.filter((one) => one.key === key)),
    draw: (value) => (value === null ? <Change by={null} /> : `${value}%`),
  }
}
