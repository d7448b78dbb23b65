import { useNavigate, useParams } from 'react-router'
import { longDate, wall } from '../../../look/dates.ts'
import { Empty } from '../../../look/empty.tsx'
import { Failed } from '../../../look/failed.tsx'
import { Loading } from '../../../look/loading.tsx'
import { SentenceFilters } from '../../../look/sentence.tsx'
import { ListBar, ListFoot } from '../../../render/list-parts.tsx'
import { useRowKeys } from '../../../render/row-keys.ts'
import { useManifest, useNow, useTitle } from '../../../shell/reader.ts'
import { chapterOf, useLineFilters } from '../line-filters.ts'
import { linePath } from '../line-facts.ts'
import { Places } from '../places.tsx'
import { usePlan, useReading, type Plan, type Reading } from '../plan-data.ts'
import { Years } from '../years.tsx'
import { Bar } from './bar.tsx'
import { spanOf, type Span } from './span.ts'
import './timeline.css'

/** The plan's year as horizontal bars: from when until when, how far, and where today stands. */
export function TimelinePage() {
  const { id } = useParams()
  const { plan, plans, fault: planFault, retry: again } = usePlan(id)
  const { reading, fault, retry } = useReading(plan)
  useTitle('时间线')
  if (planFault) return <Failed what="计划" error={planFault} retry={again} />
  if (fault) return <Failed what="计划" error={fault} retry={retry} />
  if (plans && !plan)
    return (
      <main id="main" tabIndex={-1} className="page">
        <h1>时间线</h1>
        <Empty says="没有这份计划，或者当前身份看不到它。" />
      </main>
    )
  return reading ? <Open reading={reading} plans={plans ?? []} /> : <Loading lines={10} />
}

function Open({ reading, plans }: { reading: Reading; plans: Plan[] }) {
  const { plan } = reading
  const { lines, conditions, more, change } = useLineFilters(reading)
  const manifest = useManifest()
  const navigate = useNavigate()
  const today = wall(useNow()).date
  const span = spanOf(reading)
  const groups = [...Map.groupBy(lines, (line) => chapterOf(reading, line))]
    .toSorted(([a], [b]) => (a?.number ?? 999) - (b?.number ?? 999))
    .map(([chapter, rows]) => ({ title: chapter?.title ?? '没有对应条目的任务', rows }))
  const flat = groups.flatMap(({ rows }) => rows)
  const chosen = useRowKeys(flat.length, (at) => {
    const line = flat[at]
    if (line) void navigate(linePath(manifest, line))
  })
  return (
    <main id="main" tabIndex={-1} className="page tlp">
      <Places plan={plan} here="timeline" />
      <Years plans={plans} plan={plan} place="/timeline" />
      <header className="tlh">
        <h1>《{plan.title}》时间线</h1>
        <p>
          截至{longDate(today)}
          。每条从起算日画到完成日期，填满的部分是最近一次报送的进度，竖线是今天；不设日期的画成潮线。
        </p>
      </header>
      <SentenceFilters opening="看" closing="的任务" conditions={conditions} more={more} change={change} />
      <ListBar
        says={
          lines.length === reading.lines.length
            ? `${lines.length} 行分工`
            : `${lines.length} 行分工，共 ${reading.lines.length} 行`
        }
      />
      {lines.length === 0 ? (
        <Empty says="没有符合条件的任务，放宽一个条件再看。" />
      ) : (
        <div className="tl">
          <svg className="sr" width="0" height="0" aria-hidden="true">
            <pattern id="tide" width="12" height="8" patternUnits="userSpaceOnUse">
              <path d="M0 2.4q3-3 6 0t6 0M0 6.4q3-3 6 0t6 0" fill="none" stroke="var(--ink-3)" strokeWidth="1" />
            </pattern>
          </svg>
          <Axis span={span} today={today} />
          {groups.map(({ title, rows }) => (
            <section key={title}>
              <h2>
                {title}
                <span className="cap">{rows.length} 行</span>
              </h2>
              <ol>
                {rows.map((line) => (
                  <Bar
                    key={line.id}
                    line={line}
                    reading={reading}
                    span={span}
                    today={today}
                    row={flat.indexOf(line)}
                    chosen={flat[chosen ?? -1] === line}
                  />
                ))}
              </ol>
            </section>
          ))}
        </div>
      )}
      <ListFoot
        says=""
        back={null}
        forward={null}
        keys={
          <>
            <kbd>J</kbd>
            <kbd>K</kbd> 上下 <kbd>Enter</kbd> 打开
          </>
        }
      />
    </main>
  )
}

/** Months above, their lines and today's through the whole height. */
function Axis({ span, today }: { span: Span; today: string }) {
  const within = today >= span.from && today <= span.until
  return (
    <>
      <div className="ax" aria-hidden="true">
        <div>
          {span.months.map(({ month, at }, index) => (
            <span key={month} style={{ left: `${at}%` }}>
              {index === 0 || month.endsWith('-01') ? `${month.slice(0, 4)}年` : ''}
              {Number(month.slice(5))}月
            </span>
          ))}
          {within ? <b style={{ left: `${span.at(today)}%` }}>今天 {today.slice(5)}</b> : null}
        </div>
      </div>
      <div className="gr" aria-hidden="true">
        {span.months.map(({ month, at }) => (
          <i key={month} style={{ left: `${at}%` }} />
        ))}
        {within ? <b style={{ left: `${span.at(today)}%` }} /> : null}
      </div>
    </>
  )
}
