import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from 'react-router'
import { longDate, wall } from '../look/dates.ts'
import { Change } from '../look/change.tsx'
import { Empty } from '../look/empty.tsx'
import { Failed } from '../look/failed.tsx'
import { Loading } from '../look/loading.tsx'
import { SentenceFilters } from '../look/sentence.tsx'
import { useListAddress } from '../render/list-address.ts'
import { useNow, useTitle } from '../shell/reader.ts'
import { changeUnit, monthWords, numberWords } from './figures.ts'
import { HistoryLine } from './history-line.tsx'
import { IndicatorLines } from './indicator-lines.tsx'
import { IndicatorRows } from './indicator-rows.tsx'
import { useWithinConditions } from './indicators-page.tsx'
import { asked, monthsOf, oneIndicator, type IndicatorFace, type WithdrawnIndicator } from './readings.ts'
import '../look/table.css'
import './indicators.css'

/** One number: its formula in words, its months, its lines by agency or county, and the rows behind it. */
export function IndicatorPage() {
  const { name = '' } = useParams()
  const { query } = useListAddress()
  const within = query.get('within')
  const found = useQuery(oneIndicator(name, { within }))
  useTitle(found.data?.title ?? '指标')
  if (found.error) return <Failed what="这个指标" error={found.error} retry={() => void found.refetch()} />
  if (!found.data) return <Loading lines={10} whole />
  return (
    <main id="main" tabIndex={-1} className="page ind one">
      <p className="cap">
        <Link to={`/indicators${asked({ within })}`}>指标</Link>
      </p>
      <h1>{found.data.title}</h1>
      {found.data.withdrawn ? <Withdrawn face={found.data} /> : <Open face={found.data} within={within} />}
    </main>
  )
}

function Withdrawn({ face }: { face: WithdrawnIndicator }) {
  return (
    <Empty
      says={`指标已停用，最后一次为 ${numberWords(face.number, face.unit)}，计于${longDate(wall(face.at).date)}。它的历月数和明细不再提供。`}
    >
      <Link className="bt" to="/indicators">
        看在用的指标
      </Link>
    </Empty>
  )
}

function Open({ face, within }: { face: IndicatorFace; within: string | null }) {
  const { change } = useListAddress()
  const { title, unit, number, says, of, flow, counted } = face
  const months = useQuery(monthsOf(face.name, within))
  const { date, time } = wall(useNow())
  const kept = months.data ?? []
  const last = kept.at(-1)
  const moved = !flow && last && last.number !== null && number !== null ? number - last.number : null
  return (
    <>
      <SentenceFilters
        opening="看"
        closing={`的${title}`}
        conditions={useWithinConditions([face], within)}
        more={[]}
        change={change}
      />
      <p className="now">
        <b>{numberWords(number, unit)}</b>
        <span>
          截至{longDate(date)} {time}
          {flow ? '，各月相加' : ''}
          {moved === null || !last ? null : (
            <>
              ，比 {Number(last.month.slice(5))} 月底 <Change by={moved} unit={changeUnit(unit)} />
            </>
          )}
        </span>
      </p>
      <p className="fml">{says}</p>
      <p className="cap">
        数自{of.title}；{flow ? '按月计，各月分开数' : '存量，月底留存一次'}；
        {counted === 'at-once' ? '有改动当时就数' : '有改动后随即由后台数'}。
      </p>
      <section>
        <h2>历月</h2>
        {months.error ? (
          <p className="cap">历月的数没有取到：{months.error.message}</p>
        ) : !months.data ? (
          <Loading lines={3} />
        ) : kept.length === 0 ? (
          <Empty says={flow ? '还没有一个月有数。' : '还没有留存过月底的数，下个月初起每月留存一次。'} />
        ) : (
          <>
            <HistoryLine months={kept} unit={unit} title={title} now={flow ? null : number} />
            <Months months={kept} unit={unit} flow={flow} />
          </>
        )}
      </section>
      <IndicatorLines face={face} within={within} />
      <IndicatorRows face={face} within={within} />
    </>
  )
}

/** The same months in figures. */
function Months({
  months,
  unit,
  flow,
}: {
  months: { month: string; number: number | null }[]
  unit: string
  flow: boolean
}) {
  return (
    <table className="mts">
      <caption className="sr">历月</caption>
      <thead>
        <tr>
          <th scope="col">月份</th>
          <th scope="col" className="num">
            {flow ? '当月' : '月底'}
          </th>
          <th scope="col" className="num">
            比上月
          </th>
        </tr>
      </thead>
      <tbody>
        {months
          .map((one, at) => ({ ...one, before: months[at - 1] }))
          .toReversed()
          .map(({ month, number, before }) => (
            <tr key={month}>
              <th scope="row">{monthWords(month)}</th>
              <td className="num">{numberWords(number, unit)}</td>
              <td className="num">
                <Change
                  by={number === null || !before || before.number === null ? null : number - before.number}
                  unit={changeUnit(unit)}
                />
              </td>
            </tr>
          ))}
      </tbody>
    </table>
  )
}
