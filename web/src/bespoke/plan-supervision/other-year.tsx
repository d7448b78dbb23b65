import { Link, useSearchParams } from 'react-router'
import { wall } from '../../look/dates.ts'
import { Empty } from '../../look/empty.tsx'
import { Failed } from '../../look/failed.tsx'
import { Light } from '../../look/light.tsx'
import { tally } from '../../look/lights.ts'
import { Loading } from '../../look/loading.tsx'
import { typeset } from '../../look/typeset.ts'
import { Table } from '../../render/table.tsx'
import { useManifest, useNames } from '../../shell/reader.ts'
import { usePlanAddress } from './address.ts'
import { supervision, useOthers, useReading, type Line, type Plan, type Reading } from './plan-data.ts'
import { fates, overTwoYears, type Over } from './two-years.ts'
import type { Changes, Difference } from './what-changed.ts'
import { Years } from './years.tsx'

/** Two years of the plan side by side: what goes on, what changed, what is new and what is gone. */
export function OtherYear({ reading }: { reading: Reading }) {
  const { plan } = reading
  const { to } = usePlanAddress()
  const [query] = useSearchParams()
  const others = useOthers(plan)
  const asked = query.get('with')
  const other = asked ? others.find(({ id }) => id === asked) : nearest(plan, others)
  const { reading: its, fault, retry } = useReading(other)
  const [older, newer] = its && its.plan.year > plan.year ? [reading, its] : [its, reading]
  return (
    <div className="vwp">
      <h1>{older ? `${newer.plan.title}，对照${older.plan.title}` : '与另一年对照'}</h1>
      <Years label="对照哪一年" plans={others} plan={other} to={({ id }) => to({ with: id, only: null })} />
      {fault ? <Failed what="对照的计划" error={fault} retry={retry} /> : null}
      {older ? <Compared older={older} newer={newer} /> : null}
      {other ? older || fault ? null : <Loading lines={8} /> : <Empty says="没有可对照的计划，换一年再看。" />}
    </div>
  )
}

/** The nearest earlier year, or else the nearest; of one year, the plan that is in force before a draft. */
function nearest(plan: Plan, others: Plan[]): Plan | undefined {
  const order = ['adopted', 'closed', 'draft', 'withdrawn'] as const
  const later = ({ year }: Plan) => Number(year >= plan.year)
  const apart = ({ year }: Plan) => Math.abs(plan.year - year)
  const rank = ({ standing }: Plan) => order.indexOf(standing)
  return others.toSorted((a, b) => later(a) - later(b) || apart(a) - apart(b) || rank(a) - rank(b))[0]
}

function Compared({ older, newer }: { older: Reading; newer: Reading }) {
  const manifest = useManifest()
  const names = useNames()
  const { to } = usePlanAddress()
  const [query] = useSearchParams()
  const all = overTwoYears(manifest, older, newer, names.agency)
  const counts = Object.entries(fates).map(([fate, title]) => ({
    ...{ fate, title },
    count: all.filter((one) => one.fate === fate).length,
  }))
  const only = counts.find(({ fate }) => fate === query.get('only'))?.fate
  const rows = only ? all.filter(({ fate }) => fate === only) : all
  const [before, after] =
    older.plan.year === newer.plan.year ? ['原计划', '本计划'] : [`${older.plan.year}年`, `${newer.plan.year}年`]
  const shown = [{ fate: undefined, title: '全部', count: all.length }, ...counts.filter(({ count }) => count > 0)]
  return (
    <>
      <p>按标题和正文的字句配对，年份和日期不计，已结转的任务以结转为准；拿不准的列为“{fates.alike}”，请核对。</p>
      <nav className="only no-print" aria-label="只看一类">
        {shown.map(({ fate, title, count }) => (
          <Link
            key={title}
            to={to({ only: fate ?? null })}
            aria-current={fate === only ? 'true' : undefined}
            className={fate === only ? '' : 'm'}
            preventScrollReset
          >
            {title} {count}
          </Link>
        ))}
      </nav>
      <Table
        caption={`${after}对照${before}`}
        className="oy"
        rows={rows}
        keyOf={({ id }) => id}
        columns={[
          {
            title: '情形',
            as: 'fix',
            bare: true,
            cell: ({ fate }) => (fate === 'changed' || fate === 'alike' ? <b>{fates[fate]}</b> : fates[fate]),
          },
          {
            title: before,
            as: ({ older: one }) => (one ? 'long' : 'none'),
            cell: ({ older: one }) => <Named work={one} />,
          },
          {
            title: after,
            as: ({ newer: one }) => (one ? 'long' : 'none'),
            cell: ({ newer: one }) => <Named work={one} />,
          },
          {
            title: '变化',
            as: ({ changes }) => (changes ? 'long' : 'none'),
            cell: (row) => <Differing {...row} />,
          },
          older.lines.some((line) => line.case) && {
            title: `${before}任务现状`,
            as: ({ older: one }) => (one ? 'fix' : 'none'),
            cell: ({ older: one }) => <Stood lines={one?.lines ?? []} />,
          },
        ]}
      />
    </>
  )
}

function Named({ work }: { work: Over['older'] }) {
  return work ? (
    <Link to={work.to}>
      {work.number} {work.title}
    </Link>
  ) : (
    <span className="m">—</span>
  )
}

/** Everything that is not as it was, under the names of the registers' fields. */
function Differing({ changes }: { changes: Changes | null }) {
  const { registers } = useManifest()
  if (!changes) return null
  const { differences, touched, dropped, added } = changes
  const label = (register: string, field: string) => registers[register]?.fields[field]?.label ?? ''
  const titles: Record<Difference['of'], string> = {
    title: label('plan-item', 'title'),
    lead: label('plan-task', 'lead'),
    support: label('plan-task', 'support'),
    agenciesText: label('plan-task', 'agenciesText'),
    dueOn: label('plan-task', 'dueOn'),
    target: label('plan-target', 'name'),
    number: '数字',
  }
  const sentences = touched.length + dropped.length + added.length
  if (differences.length + sentences === 0) return <span className="m">无</span>
  return (
    <>
      <ul>
        {differences.map(({ of, name, before, after }, at) => (
          <li key={at}>
            <span className="m">
              {titles[of]}
              {name ? `“${name}”` : ''}
            </span>{' '}
            {before && after ? `${before} → ${after}` : before ? `不再有 ${before}` : `增加 ${after}`}
          </li>
        ))}
      </ul>
      {sentences > 0 ? (
        <details>
          <summary>字句 {sentences} 处</summary>
          {touched.map(([before, after]) => (
            <p key={after}>
              <del>{typeset(before)}</del> <ins>{typeset(after)}</ins>
            </p>
          ))}
          {dropped.map((words) => (
            <p key={words}>
              <del>{typeset(words)}</del>
            </p>
          ))}
          {added.map((words) => (
            <p key={words}>
              <ins>{typeset(words)}</ins>
            </p>
          ))}
        </details>
      ) : null}
    </>
  )
}

/** How the older year's rows stand: their lights, and the states of their cases with the day on which they were closed. */
function Stood({ lines }: { lines: Line[] }) {
  const states = useManifest().cases[supervision]?.states ?? {}
  const told = lines.flatMap((line) => {
    const { state = '', closedAt = null } = line.case ?? {}
    return line.case ? [`${states[state]?.title ?? state}${closedAt ? ` ${wall(closedAt).date}` : ''}`] : []
  })
  return (
    <>
      {tally(lines.map((line) => line.light)).map(({ light, count }) => (
        <Light key={light.title} face={light} {...(lines.length > 1 ? { count } : {})} />
      ))}
      {[...Map.groupBy(told, (words) => words)].map(([words, same]) => (
        <div key={words} className="cap">
          {words}
          {lines.length > 1 ? ` · ${same.length} 件` : ''}
        </div>
      ))}
    </>
  )
}
