import { Link, useNavigate } from 'react-router'
import type { SignalFace } from '../../../../platform/manifest.ts'
import { Light } from '../../look/light.tsx'
import { Popover } from '../../look/popover.tsx'
import { Head } from '../list-parts.tsx'
import { useRowKeys } from '../row-keys.ts'
import type { Board, Counts, Line } from './board-data.ts'

/** The columns of numbers that a board has: what each is sorted by, and its title. */
const columnsOf = ({ lights, facts, extras }: Board): [string, string][] => [
  ['count', '件数'],
  ...lights.map(([name, { title }]): [string, string] => [`signal.${name}`, title]),
  ...facts.map(([name, { label }]): [string, string] => [`mean.${name}`, `平均${label}`]),
  ...extras.map(({ name, title }): [string, string] => [name, title]),
]

/** One line per agency, region, month or whatever the board is drawn by: how many, under which light, how far. Every number opens the cases behind it. */
export function BoardTable(props: {
  board: Board
  shown: Line[]
  sort: string
  change: (sort: string) => void
  /** The line that is pointed at on the map. */
  marked: string | null
  mark: (key: string | null) => void
  keys: boolean
}) {
  const { board, shown, sort, change, marked, mark, keys } = props
  const navigate = useNavigate()
  const { way, lights, facts, extras } = board
  const lines = sorted(shown, sort, board)
  const chosen = useRowKeys(keys ? lines.length : 0, (at) => void navigate(lines[at]?.to() ?? ''))
  const head = { sort, can: true, change }
  const cells = (line: Counts, name: string) => (
    <>
      <td className="num">
        <span className="lab">件数</span>
        <Link to={line.to()} aria-label={`${name} ${line.count} 件`}>
          {line.count}
          <span className="lab"> 件</span>
        </Link>
      </td>
      {lights.map(([signal, light]) => (
        <Lit key={signal} light={light} count={line.signals[signal] ?? 0} to={line.to(signal)} name={name} />
      ))}
      {facts.map(([fact, { label }]) => (
        <td key={fact} className="num">
          <span className="lab">平均{label}</span>
          <Link to={line.to()} aria-label={`${name}平均${label} ${line.means[fact] ?? 0}%`}>
            {line.means[fact] ?? 0}%
          </Link>
          <span className="pg" aria-hidden="true">
            <i style={{ width: `${Math.min(100, line.means[fact] ?? 0)}%` }} />
          </span>
        </td>
      ))}
      {extras.map(({ name: extra, title, draw }, at) => (
        <td key={extra} className="num">
          <span className="lab">{title}</span>
          {draw(line.extra[at] ?? null)}
        </td>
      ))}
    </>
  )
  return (
    <table className="dt bd">
      <caption className="sr">
        {way.title}看{way.face.title}
      </caption>
      <thead>
        <tr>
          <Head name="name" title={way.column} {...head} />
          {columnsOf(board).map(([name, title]) => (
            <Head key={name} name={name} title={title} num {...head} />
          ))}
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
  const orders: [string, string][] = [
    ['name', board.way.column],
    ...columnsOf(board).map(([name, title]): [string, string] => [`-${name}`, title]),
  ]
  const bare = (name: string) => name.replace(/^-/, '')
  const title = orders.find(([name]) => bare(name) === bare(sort))?.[1] ?? board.way.column
  return (
    <Popover name="排列" className="bt q srt" label={`按${title}排`}>
      {(close) =>
        orders.map(([name, words]) => (
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
      <Link className="lit" to={to}>
        <span className="sr">{name}</span>
        <Light face={light} count={count} bare />
        <span className="lab" aria-hidden="true">
          {' '}
          {light.title}
        </span>
        <span className="sr">件</span>
      </Link>
    </td>
  )
}

/** By any column; equal ones keep the board's own order, which for some is the names' own. */
function sorted(lines: Line[], sort: string, { way, extras }: Board): Line[] {
  const name = sort.replace(/^-/, '')
  const turn = sort.startsWith('-') ? -1 : 1
  if (name === 'name' && way.ordered) return turn === 1 ? lines : lines.toReversed()
  if (name === 'name') return lines.toSorted((a, b) => turn * a.name.localeCompare(b.name, 'zh-CN'))
  const [of, rest = ''] = name.split('.')
  const at = extras.findIndex((extra) => extra.name === name)
  const value = (line: Line) => {
    if (of === 'signal') return line.signals[rest] ?? 0
    if (of === 'mean') return line.means[rest] ?? 0
    return at < 0 ? line.count : (line.extra[at] ?? -Infinity)
  }
  return lines.toSorted((a, b) => turn * Math.sign(value(a) - value(b) || 0))
}
