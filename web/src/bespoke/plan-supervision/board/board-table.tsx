import { Link, useNavigate } from 'react-router'
import type { SignalFace } from '../../../../../platform/manifest.ts'
import { Change } from '../../../look/change.tsx'
import { Light } from '../../../look/light.tsx'
import { Popover } from '../../../look/popover.tsx'
import { asked } from '../../../indicators/readings.ts'
import { Head } from '../../../render/list-parts.tsx'
import { useRowKeys } from '../../../render/row-keys.ts'
import { inOrder } from '../lights.ts'
import { boards, type Board, type Counts, type Line } from './board-data.ts'

/** One line per agency, county, chapter or month: how many under each light, how far, and how that moved. Every number opens the cases behind it. */
export function BoardTable(props: {
  board: Board
  plan: string
  shown: Line[]
  sort: string | null
  change: (sort: string) => void
  /** The line that is pointed at on the map. */
  marked: string | null
  mark: (key: string | null) => void
  keys: boolean
}) {
  const { board, plan, shown, sort, change, marked, mark, keys } = props
  const navigate = useNavigate()
  const { by, face, moved } = board
  const present = lightsOf(board)
  const county = hasCounty(board)
  const lines = sorted(shown, sort, by === 'chapter' || by === 'month')
  const chosen = useRowKeys(keys ? lines.length : 0, (at) => void navigate(lines[at]?.to() ?? ''))
  const head = { sort, can: true, change }
  const since = sinceOf(board)
  const indicator = (name: string) => `/indicators/${name}${asked({ within: plan, per: 'agency' })}`
  const cells = (line: Counts, name: string) => (
    <>
      <td className="num">
        <span className="lab">督办</span>
        <Link to={line.to()} aria-label={`${name} ${line.count} 件`}>
          {line.count}
          <span className="lab"> 件</span>
        </Link>
      </td>
      {present.map(([signal, light]) => (
        <Lit key={signal} light={light} count={line.signals[signal] ?? 0} to={line.to(signal)} name={name} />
      ))}
      <td className="num">
        <span className="lab">平均进度</span>
        <Link to={line.to()} aria-label={`${name}平均进度 ${line.percent}%`}>
          {line.percent}%
        </Link>
        <span className="pg" aria-hidden="true">
          <i style={{ width: `${Math.min(100, line.percent)}%` }} />
        </span>
      </td>
      {county ? (
        <td className="num">
          <span className="lab">县级平均</span>
          {line.county === null ? <Change by={null} /> : `${line.county}%`}
        </td>
      ) : null}
      {moved ? (
        <>
          <td className="num">
            <span className="lab">进度{since}</span>
            <Moved by={line.moves?.progress ?? null} to={indicator(moved.progress)} />
          </td>
          {moved.track ? (
            <td className="num">
              <span className="lab">按期率{since}</span>
              <Moved by={line.moves?.track ?? null} to={indicator(moved.track)} />
            </td>
          ) : null}
        </>
      ) : null}
    </>
  )
  return (
    <table className="dt bd">
      <caption className="sr">
        {boards[by].title}看{face.title}
      </caption>
      <thead>
        <tr>
          <Head name="name" title={boards[by].column} {...head} />
          <Head name="count" title="督办" num {...head} />
          {present.map(([signal, light]) => (
            <Head key={signal} name={`signal.${signal}`} title={light.title} num {...head} />
          ))}
          <Head name="percent" title="平均进度" num {...head} />
          {county ? <Head name="county" title="县级平均" num {...head} /> : null}
          {moved ? <Head name="progress" title={`进度${since}`} num {...head} /> : null}
          {moved?.track ? <Head name="track" title={`按期率${since}`} num {...head} /> : null}
        </tr>
      </thead>
      <tbody>
        {lines.map((line, at) => (
          <tr
            key={line.key}
            data-chosen={chosen === at || marked === line.key ? '' : undefined}
            data-row={keys ? at : undefined}
            onPointerEnter={() => mark(line.key)}
            onPointerLeave={() => mark(null)}
          >
            <td className="nm">
              <Link to={line.to()}>{line.name}</Link>
            </td>
            {cells(line, line.name)}
          </tr>
        ))}
      </tbody>
      {lines.length > 1 ? (
        <tfoot>
          <tr>
            <th scope="row" className="nm">
              合计
            </th>
            {cells(board.whole, '合计')}
          </tr>
        </tfoot>
      ) : null}
    </table>
  )
}

/** Where the columns' heads have no room, the order is chosen from a list. */
export function SortChip({ board, sort, change }: { board: Board; sort: string; change: (sort: string) => void }) {
  const since = sinceOf(board)
  const columns: [string, string][] = [
    ['name', boards[board.by].column],
    ['-count', '督办件数'],
    ...lightsOf(board).map(([name, light]): [string, string] => [`-signal.${name}`, light.title]),
    ['-percent', '平均进度'],
    ...(hasCounty(board) ? [['-county', '县级平均'] as [string, string]] : []),
    ...(board.moved ? [['-progress', `进度${since}`] as [string, string]] : []),
    ...(board.moved?.track ? [['-track', `按期率${since}`] as [string, string]] : []),
  ]
  const bare = (name: string) => name.replace(/^-/, '')
  const title = columns.find(([name]) => bare(name) === bare(sort))?.[1]
  return (
    <Popover name="排列" className="bt q srt" label={`按${title ?? '平均进度'}排`}>
      {(close) =>
        columns.map(([name, words]) => (
          <button
            key={name}
            type="button"
            className="opt"
            aria-pressed={name === sort}
            onClick={() => {
              change(name)
              close()
            }}
          >
            {words}
          </button>
        ))
      }
    </Popover>
  )
}

const lightsOf = ({ face, whole }: Board) =>
  inOrder(Object.entries(face.signals).filter(([name]) => whole.signals[name]))
const hasCounty = ({ lines }: Board) => lines.some((line) => line.county !== null)
const sinceOf = ({ moved }: Board) => (moved ? `比 ${Number(moved.month.slice(5))} 月底` : '')

function Lit({ light, count, to, name }: { light: SignalFace; count: number; to: string; name: string }) {
  if (count === 0)
    return (
      <td className="num none m">
        <span aria-hidden="true">·</span>
        <span className="sr">0</span>
      </td>
    )
  return (
    <td className="num">
      <Link className="lit" to={to} aria-label={`${name}${light.title} ${count} 件`}>
        <Light face={light} count={count} bare />
        <span className="lab"> {light.title}</span>
      </Link>
    </td>
  )
}

function Moved({ by, to }: { by: number | null; to: string }) {
  if (by === null) return <Change by={by} />
  return (
    <Link to={to} className="mv">
      <Change by={by} />
      <span className="sr">个百分点</span>
    </Link>
  )
}

const values: Record<string, (line: Line) => number> = {
  count: (line) => line.count,
  percent: (line) => line.percent,
  county: (line) => line.county ?? -1,
  progress: (line) => line.moves?.progress ?? -Infinity,
  track: (line) => line.moves?.track ?? -Infinity,
}

/** By any column; equal ones keep the board's own order, which for chapters and months is the names' own. */
function sorted(lines: Line[], sort: string | null, natural: boolean): Line[] {
  const name = sort?.replace(/^-/, '')
  const way = sort?.startsWith('-') ? -1 : 1
  if (!name) return lines
  if (name === 'name' && natural) return way === 1 ? lines : lines.toReversed()
  if (name === 'name') return lines.toSorted((a, b) => way * a.name.localeCompare(b.name, 'zh-CN'))
  const value = name.startsWith('signal.') ? (line: Line) => line.signals[name.slice(7)] ?? 0 : values[name]
  return value ? lines.toSorted((a, b) => way * Math.sign(value(a) - value(b) || 0)) : lines
}
