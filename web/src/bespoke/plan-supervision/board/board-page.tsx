import { useState } from 'react'
import { Link, useNavigate, useParams, useSearchParams } from 'react-router'
import { clockWords, longDate, wall } from '../../../look/dates.ts'
import { Change } from '../../../look/change.tsx'
import { Empty } from '../../../look/empty.tsx'
import { Failed, Forbidden } from '../../../look/failed.tsx'
import { Light } from '../../../look/light.tsx'
import { Loading } from '../../../look/loading.tsx'
import { ListBar, ListFoot } from '../../../render/list-parts.tsx'
import { useNow, useTitle } from '../../../shell/reader.ts'
import { usePlanAddress } from '../address.ts'
import { inOrder } from '../lights.ts'
import { Places } from '../places.tsx'
import { usePlan, type Plan } from '../plan-data.ts'
import { Years } from '../years.tsx'
import { boards, useBoard, useOffered, type Board, type By } from './board-data.ts'
import { BoardTable, SortChip } from './board-table.tsx'
import { CountyCases } from './county-cases.tsx'
import { CountyMap } from './county-map.tsx'
import './board.css'

/** The plan at a glance: one line per agency, county, chapter or month; no number without its cases. */
export function BoardPage() {
  const { id } = useParams()
  const [query] = useSearchParams()
  const offered = useOffered()
  const { plan, plans, fault: planFault, retry: again } = usePlan(id)
  const by = offered.find((one) => one === query.get('by')) ?? offered[0] ?? 'agency'
  const { board, fault, retry } = useBoard(plan, by)
  useTitle(`看板${boards[by].title}`)
  if (offered.length === 0) return <Forbidden what="看板" says="看板给承担、督办任务的部门看。请先登录。" />
  if (planFault) return <Failed what="计划" error={planFault} retry={again} />
  if (fault) return <Failed what="看板" error={fault} retry={retry} />
  if (plans && !plan)
    return (
      <main id="main" tabIndex={-1} className="page">
        <h1>看板</h1>
        <Empty
          says={
            id
              ? '没有这份计划，或者当前身份看不到它。'
              : '还没有计划。计划确认以后，这里按部门、县区、章和月份列出督办情况。'
          }
        />
      </main>
    )
  if (!plan) return <Loading lines={10} />
  return (
    <main id="main" tabIndex={-1} className="page brd">
      <Places plan={plan} here="board" />
      <Years plans={plans ?? []} plan={plan} place={`/board?by=${by}`} />
      {board ? <Open board={board} plan={plan} offered={offered} /> : <Loading lines={10} />}
    </main>
  )
}

function Open({ board, plan, offered }: { board: Board; plan: Plan; offered: By[] }) {
  const [query] = useSearchParams()
  const { to } = usePlanAddress()
  const navigate = useNavigate()
  const [marked, mark] = useState<string | null>(null)
  const { by, face, lines } = board
  const region = by === 'county' ? query.get('region') : null
  const chosen = lines.find((line) => line.region !== null && line.region === region)
  const shown = chosen ? [chosen] : lines
  const sort = query.get('sort') ?? firstSort[by]
  const resort = (next: string) => void navigate(to({ sort: next }), { replace: true, preventScrollReset: true })
  const map = by === 'county' && lines.some((line) => line.region)
  return (
    <>
      <Heading board={board} plan={plan} />
      <nav className="bys no-print" aria-label="看板的列法">
        {offered.map((one) => (
          <Link
            key={one}
            to={to({ by: one, sort: null, region: null, fill: null })}
            aria-current={one === by ? 'page' : undefined}
          >
            {boards[one].title}
          </Link>
        ))}
      </nav>
      {lines.length === 0 ? (
        <Empty
          says={
            plan.standing === 'draft' ? '这份计划还没有确认，确认后才逐行督办。' : `没有当前身份可看的${face.title}。`
          }
        >
          <Link className="bt" to={`/plan/${plan.id}`}>
            看计划
          </Link>
        </Empty>
      ) : (
        <div className={map ? 'bdm' : undefined}>
          {map ? (
            <CountyMap
              lines={lines}
              signals={face.signals}
              fill={query.get('fill') === 'light' ? 'light' : 'progress'}
              to={to}
              chosen={chosen?.key ?? null}
              marked={marked}
              mark={mark}
            />
          ) : null}
          <div className="bdt">
            <ListBar says={chosen ? `只看${chosen.name}` : `${lines.length} ${boards[by].unit}`}>
              {chosen ? (
                <Link className="bt q" to={to({ region: null })} preventScrollReset>
                  看全部 {lines.length} 个
                </Link>
              ) : (
                <SortChip board={board} sort={sort} change={resort} />
              )}
            </ListBar>
            <BoardTable
              board={board}
              plan={plan.id}
              shown={shown}
              sort={sort}
              change={resort}
              marked={marked}
              mark={mark}
              keys={!chosen}
            />
            {chosen ? (
              <CountyCases face={face} plan={plan.id} line={chosen} />
            ) : (
              <ListFoot
                says="数字都可以按开，看它背后的办件"
                back={null}
                forward={null}
                keys={
                  <>
                    <kbd>J</kbd>
                    <kbd>K</kbd> 上下 <kbd>Enter</kbd> 打开
                  </>
                }
              />
            )}
          </div>
        </div>
      )}
    </>
  )
}

/** Agencies and counties stand by how far they are; chapters and months in their own order. */
const firstSort: Record<By, string> = { agency: '-percent', county: '-percent', chapter: 'name', month: 'name' }

const among: Record<By, (lines: number) => string> = {
  agency: (n) => `由 ${n} 个部门承办`,
  county: (n) => `落到 ${n} 个县（市、区）和功能区`,
  chapter: (n) => `分在 ${n} 章`,
  month: (n) => `按 ${n} 个完成时点`,
}

/** What the board shows and as at which instant; the head of its printed page. */
function Heading({ board, plan }: { board: Board; plan: Plan }) {
  const now = useNow()
  const { by, face, lines, whole, moved } = board
  const { date, time } = wall(now)
  const lights = inOrder(Object.entries(face.signals).filter(([name]) => whole.signals[name]))
  const up = whole.moves?.progress ?? null
  return (
    <header className="bh">
      <h1>
        《{plan.title}》{whole.count} 件{face.title}，{among[by](lines.length)}
      </h1>
      <p>
        截至
        <time dateTime={now} title={clockWords(now)}>
          {longDate(date)} {time}
        </time>
        ：
        {lights.map(([name, light], at) => (
          <span key={name} className="n">
            <Link to={whole.to(name)} aria-label={`${light.title} ${whole.signals[name]} 件`}>
              <Light face={light} count={whole.signals[name] ?? 0} bare />
            </Link>{' '}
            件{light.title}
            {at === lights.length - 1 ? '；' : '，'}
          </span>
        ))}
        平均进度 {whole.percent}%
        {up === null || !moved ? (
          '。'
        ) : (
          <>
            ，比 {Number(moved.month.slice(5))} 月底 <Change by={up} unit="个百分点" />。
          </>
        )}
        没有报送的进度按 0 计。
      </p>
    </header>
  )
}
