import { useQueries, useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from 'react-router'
import { Change } from '../look/change.tsx'
import { longDate, wall } from '../look/dates.ts'
import { Empty } from '../look/empty.tsx'
import { Failed } from '../look/failed.tsx'
import { Loading } from '../look/loading.tsx'
import { SentenceFilters, type Condition } from '../look/sentence.tsx'
import { useListAddress } from '../render/list-address.ts'
import { KeysFoot, ListBar } from '../render/list-parts.tsx'
import { useRowKeys } from '../render/row-keys.ts'
import { Table } from '../render/table.tsx'
import * as queries from '../shell/queries.ts'
import { nameOf, frontOf } from '../shell/navigation.ts'
import { useManifest, useNow, useTitle } from '../shell/reader.ts'
import { changeUnit, monthWords, numberWords } from './figures.ts'
import { asked, indicators, monthsOf, useLastMonth, type IndicatorFace, type MonthNumber } from './readings.ts'
import './indicators.css'

/** Every number that the platform counts by itself: what it is, how it is made, where it stands, how it moved. */
export function IndicatorsPage() {
  const { query, change } = useListAddress()
  const within = query.get('within')
  const front = frontOf(useManifest())
  const now = useNow()
  const navigate = useNavigate()
  const found = useQuery(indicators(within))
  const faces = found.data ?? []
  const histories = useQueries({ queries: faces.map(({ name }) => monthsOf(name, within)) })
  const path = (name: string) => `/indicators/${name}${asked({ within })}`
  const chosen = useRowKeys(faces.length, (at) => void navigate(path(faces[at]?.name ?? '')))
  const last = useLastMonth()
  const conditions = useWithinConditions(faces, within)
  useTitle('指标')
  if (found.error) return <Failed what="指标" error={found.error} retry={() => void found.refetch()} />
  const { date, time } = wall(now)
  return (
    <main id="main" tabIndex={-1} className="page ind">
      {within && front ? (
        <p className="cap no-print">
          <Link to={`${front.to}/${within}`}>回到{front.title}</Link>
        </p>
      ) : null}
      <h1>指标</h1>
      <p className="as">
        截至{longDate(date)} {time}。数字由平台从办件和登记册里数出来，没有人填。
      </p>
      <SentenceFilters opening="看" closing="的指标" conditions={conditions} more={[]} change={change} />
      <ListBar says={found.data ? `${faces.length} 个指标` : ''} />
      {!found.data ? (
        <Loading />
      ) : faces.length === 0 ? (
        <Empty says="当前身份没有可看的指标。每项指标给哪些身份看，由它的授权定。">
          <Link className="bt" to="/sign-in?from=/indicators">
            换一个身份登录
          </Link>
        </Empty>
      ) : (
        <Table
          caption="指标"
          rows={faces.map((face, at) => standingOf(face, histories[at]?.data, last))}
          keyOf={({ face }) => face.name}
          chosen={chosen}
          columns={[
            { title: '指标', as: 'nm', cell: ({ face }) => <Link to={path(face.name)}>{face.title}</Link> },
            {
              ...{ title: '现在', num: true },
              cell: ({ face: { name, title, unit, number, flow }, present }) => (
                <>
                  <Link className="big1" to={path(name)} aria-label={`${title} ${numberWords(number, unit)}`}>
                    {numberWords(number, unit)}
                  </Link>
                  {flow ? <div className="cap">本月 {numberWords(present, unit)}</div> : null}
                </>
              ),
            },
            {
              ...{ title: `${Number(last.slice(5))} 月底`, num: true },
              cell: ({ face, before, known }) =>
                before ? (
                  numberWords(before.number, face.unit)
                ) : known ? (
                  <span className="m" title={`${monthWords(last)}没有留存`}>
                    —<span className="sr">没有留存</span>
                  </span>
                ) : null,
            },
            {
              ...{ title: '变动', num: true },
              cell: ({ face, moved, known }) => (known ? <Change by={moved} unit={changeUnit(face.unit)} /> : null),
            },
            {
              ...{ title: '怎样算', as: 'long ways', bare: true },
              cell: ({ face: { says, flow } }) => (
                <>
                  {says}
                  <span className="cap">{flow ? '按月计，各月分开数' : '存量，随时点变'}</span>
                </>
              ),
            },
            { title: '数自', as: 'fix', cell: ({ face }) => face.of.title },
          ]}
        />
      )}
      <KeysFoot before="数字都可以按开，看它背后的办件和记录　" />
    </main>
  )
}

/** An indicator as it stands now and stood at the last month's end; what is counted by the month begins each at nothing. */
function standingOf(face: IndicatorFace, months: MonthNumber[] | undefined, last: string) {
  const kept = months?.find(({ month }) => month === last)
  const before = kept ?? (face.flow && months ? { number: 0 } : undefined)
  const present = face.flow ? (months?.find(({ month }) => month > last)?.number ?? 0) : face.number
  const moved = before && before.number !== null && present !== null ? present - before.number : null
  return { face, before, present, moved, known: months !== undefined }
}

/** Of which plan the numbers are counted, where some are counted from what belongs to one and the reader may read plans. */
export function useWithinConditions(of: readonly IndicatorFace[], within: string | null): Condition[] {
  const { registers, cases } = useManifest()
  const register = registers['plan']
  const belongs = of.some(({ of: { kind, name } }) =>
    Object.values(registers[(kind === 'case' ? cases[name]?.subject : name) ?? '']?.fields ?? {}).some(
      (field) => field.register === 'plan',
    ),
  )
  const asks = register !== undefined && belongs
  const rows = useQuery({ ...queries.records('plan', 'limit=100'), enabled: asks }).data?.rows ?? []
  if (!asks) return []
  const choices = rows.map((one) => ({ value: one.id, title: nameOf(register, one) }))
  return [{ kind: 'pick', single: true, name: 'within', label: register.title, value: within ? [within] : [], choices }]
}
