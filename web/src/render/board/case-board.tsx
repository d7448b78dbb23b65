import { useState, type ReactNode } from 'react'
import { Link, useNavigate } from 'react-router'
import { clockWords, longDate, wall } from '../../look/dates.ts'
import { Failed } from '../../look/failed.tsx'
import { Light } from '../../look/light.tsx'
import { Loading } from '../../look/loading.tsx'
import { SentenceFilters } from '../../look/sentence.tsx'
import { useNow } from '../../shell/reader.ts'
import { useConditions } from '../conditions.ts'
import { addressed, conditionsIn, useListAddress } from '../list-address.ts'
import { KeysFoot, ListBar } from '../list-parts.tsx'
import { NoneThere } from '../none-there.tsx'
import { useBoard, type Board, type Extra } from './board-data.ts'
import { BoardTable, SortChip } from './board-table.tsx'
import { CountyMap } from './county-map.tsx'
import { RegionCases } from './region-cases.tsx'
import type { Way } from './ways.ts'
import './board.css'

/** Cases at a glance, drawn in one of several ways; no number without its cases. */
export function CaseBoard(props: {
  ways: Way[]
  /** What the heading calls that to which all of it belongs. */
  title?: string
  /** Conditions that the page sets itself. */
  always?: Record<string, string>
  /** Columns that a page of its own adds to the way that is drawn. */
  extras?: Extra[]
  /** What is said where nothing is narrowed and nothing is there. */
  none?: ReactNode
}) {
  const { ways, title = '', always = {}, extras = [], none } = props
  const { query, change } = useListAddress()
  const way = ways.find(({ name }) => name === query.get('by')) ?? ways[0]
  const sent = conditionsIn(query, always)
  const { board, fault, retry } = useBoard(way, sent, extras)
  const conditions = useConditions(way?.face, query, { fixed: Object.keys(always) })
  if (fault) return <Failed inside what="看板" error={fault} retry={retry} />
  if (!way || !board) return <Loading lines={10} />
  const to = (changes: Record<string, string | null>) => addressed(query, changes)
  const limited = [...sent.keys()].some((name) => !always[name])
  return (
    <>
      <Heading board={board} title={title} />
      <SentenceFilters
        opening="看"
        closing={`的${way.face.title}`}
        conditions={conditions.always}
        more={conditions.more}
        change={(changes) => change({ ...changes, at: '' })}
      />
      <nav className="bys no-print" aria-label="看板的列法">
        {ways.map(({ name, title }) => (
          <Link
            key={name}
            to={to({ by: name, order: null, at: null, fill: null })}
            aria-current={name === way.name ? 'page' : undefined}
          >
            {title}
          </Link>
        ))}
      </nav>
      {board.lines.length === 0 ? (
        ((limited ? null : none) ?? (
          <NoneThere kind="case" name={way.face.name} title={way.face.title} limited={limited} />
        ))
      ) : (
        <Drawn board={board} conditions={sent} to={to} query={query} />
      )}
    </>
  )
}

function Drawn(props: {
  board: Board
  conditions: URLSearchParams
  query: URLSearchParams
  to: (changes: Record<string, string | null>) => string
}) {
  const { board, conditions, query, to } = props
  const navigate = useNavigate()
  const [marked, mark] = useState<string | null>(null)
  const { way, lines, facts } = board
  const chosen = way.places ? lines.find(({ key }) => key === query.get('at')) : undefined
  const sort = query.get('order') ?? (way.ordered ? 'name' : facts[0] ? `-mean.${facts[0][0]}` : '-count')
  const resort = (order: string) => void navigate(to({ order }), { replace: true, preventScrollReset: true })
  return (
    <div className={way.places ? 'bdm' : undefined}>
      {way.places ? (
        <CountyMap board={board} fill={query.get('fill')} to={to} chosen={chosen} marked={marked} mark={mark} />
      ) : null}
      <div className="bdt">
        <ListBar says={chosen ? `只看${chosen.name}` : `${lines.length} ${way.unit}`}>
          {chosen ? (
            <Link className="bt q" to={to({ at: null })} preventScrollReset>
              看全部 {lines.length} 个
            </Link>
          ) : (
            <SortChip board={board} sort={sort} change={resort} />
          )}
        </ListBar>
        <BoardTable
          board={board}
          shown={chosen ? [chosen] : lines}
          sort={sort}
          change={resort}
          marked={marked}
          mark={mark}
          keys={!chosen}
        />
        {chosen ? (
          <RegionCases face={way.face} conditions={conditions} asks={way.asks(chosen.key)} line={chosen} />
        ) : (
          <KeysFoot before="数字都可以按开，看它背后的办件　" />
        )}
      </div>
    </div>
  )
}

/** What the board shows and as at which instant; the head of its printed page. */
function Heading({ board, title }: { board: Board; title: string }) {
  const now = useNow()
  const { way, lines, whole, lights, facts, extras } = board
  const { date, time } = wall(now)
  const counted = `${lines.length} ${way.unit}`
  const said = lights.length > 0 || facts.length > 0
  return (
    <header className="bh">
      <h1>
        {title}
        {whole.count} 件{way.face.title}
        {lines.length > 0 ? `，${way.among?.(counted) ?? `分在 ${counted}`}` : ''}
      </h1>
      <p>
        截至
        <time dateTime={now} title={clockWords(now)}>
          {longDate(date)} {time}
        </time>
        {said ? '：' : '。'}
        {lights.map(([name, light], at) => (
          <span key={name} className="n">
            <Link to={whole.to(name)} aria-label={`${light.title} ${whole.signals[name]} 件`}>
              <Light face={light} count={whole.signals[name] ?? 0} bare />
            </Link>{' '}
            件{light.title}
            {at < lights.length - 1 ? '，' : facts.length > 0 ? '；' : '。'}
          </span>
        ))}
        {facts.map(([name, { label }], at) => (
          <span key={name}>
            平均{label} {whole.means[name] ?? 0}%{at < facts.length - 1 ? '，' : ''}
          </span>
        ))}
        {facts.length > 0 ? (
          <>
            {extras.map(({ name, says }) => (says ? <span key={name}>，{says}</span> : null))}
            。没有报送的{facts.map(([, { label }]) => label).join('、')}按 0 计。
          </>
        ) : null}
      </p>
    </header>
  )
}
