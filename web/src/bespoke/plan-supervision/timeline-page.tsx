import { useParams } from 'react-router'
import { wall } from '../../look/dates.ts'
import { Empty } from '../../look/empty.tsx'
import { Failed } from '../../look/failed.tsx'
import { Light } from '../../look/light.tsx'
import { Loading } from '../../look/loading.tsx'
import { SentenceFilters } from '../../look/sentence.tsx'
import { KeysFoot, ListBar } from '../../render/list-parts.tsx'
import { Bars, TimelineHead, type Bar } from '../../render/timeline/bars.tsx'
import { useManifest, useNames, useTitle } from '../../shell/reader.ts'
import { chapterOf, useLineFilters } from './line-filters.ts'
import { linePath, numberOf, percentOf } from './line-facts.ts'
import { NoLight } from './no-light.tsx'
import { NoPlan } from './no-plan.tsx'
import { Origin } from './origin.tsx'
import { Places } from './places.tsx'
import { usePlan, useReading, type Line, type Plan, type Reading } from './plan-data.ts'
import { Years } from './years.tsx'

/** The plan's year as bars, chapter by chapter: its rows, whether or not they have been handed out. */
export function TimelinePage() {
  const { id } = useParams()
  const { plan, plans, fault: planFault, retry: again } = usePlan(id)
  const { reading, fault, retry } = useReading(plan)
  useTitle('时间线')
  if (planFault || (plans && !plan))
    return <NoPlan title="时间线" {...{ id, fault: planFault, retry: again }} says="还没有计划。" />
  if (fault) return <Failed what="计划" error={fault} retry={retry} />
  return reading ? <Open reading={reading} plans={plans ?? []} /> : <Loading lines={10} whole />
}

function Open({ reading, plans }: { reading: Reading; plans: Plan[] }) {
  const { plan } = reading
  const { lines, conditions, more, change } = useLineFilters(reading)
  const barOf = useBarOf(reading)
  const groups = [...Map.groupBy(lines, (line) => chapterOf(reading, line))]
    .toSorted(([a], [b]) => (a?.number ?? 999) - (b?.number ?? 999))
    .map(([chapter, rows]) => ({ title: chapter?.title ?? '没有对应条目的任务', bars: rows.map(barOf) }))
  const whole = lines.length === reading.lines.length
  const reaches = [
    `${plan.year}-12-31`,
    ...reading.lines.map(barOf).flatMap((bar) => [bar.from, bar.until ?? bar.from]),
  ]
  return (
    <main id="main" tabIndex={-1} className="page tlp">
      <Places plan={plan} here="timeline" />
      <Years plans={plans} plan={plan} to={({ id: one }) => `/plan/${one}/timeline`} />
      <TimelineHead
        title={`《${plan.title}》时间线`}
        says="每条从起算日画到完成日期，填满的部分是最近一次报送的进度，竖线是今天；不设日期的画成潮线。"
      />
      <SentenceFilters opening="看" closing="的任务" conditions={conditions} more={more} change={change} />
      <ListBar says={`${lines.length} 行分工${whole ? '' : `，共 ${reading.lines.length} 行`}`} />
      {lines.length === 0 ? (
        <Empty says="没有符合条件的任务，放宽一个条件再看。" />
      ) : (
        <Bars groups={groups} reaches={reaches} endless="持续推进" />
      )}
      <KeysFoot />
    </main>
  )
}

/** A row of the breakdown table in time: from its own day, the day its case was opened, or the day of issue. */
function useBarOf(reading: Reading): (line: Line) => Bar {
  const { plan } = reading
  const manifest = useManifest()
  const names = useNames()
  return (line) => ({
    ...{ id: line.id, to: linePath(manifest, line), title: line.title, says: line.content, until: line.dueOn ?? null },
    number: numberOf(line),
    who: line.lead ? names.agency(line.lead) : '未定牵头',
    more: <Origin line={line} reading={reading} />,
    from: line.startOn ?? (line.case ? wall(line.case.openedAt).date : (plan.issuedOn ?? `${plan.year}-01-01`)),
    done: { label: '进度', percent: percentOf(line) },
    late: line.light?.shape === 'late',
    standing: line.light ? <Light face={line.light} /> : <NoLight />,
  })
}
