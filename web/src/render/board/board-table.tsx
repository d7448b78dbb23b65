import { Link, useNavigate } from 'react-router'
import type { SignalFace } from '../../../../platform/manifest.ts'
import { Light } from '../../look/light.tsx'
import { PercentBar } from '../../look/percent.tsx'
import { Popover } from '../../look/popover.tsx'
import { useRowKeys } from '../row-keys.ts'
import { Table, type Column } from '../table.tsx'
import type { Board, Line } from './board-data.ts'

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
  const order = columnsOf(board).map(([by]) => by)
  const numbers: Column<Line>[] = [
    {
      ...{ title: '件数', num: true },
      cell: (line) => (
        <Link to={line.to()} aria-label={`${line.name} ${line.count} 件`}>
          {line.count}
          <span className="lab"> 件</span>
        </Link>
      ),
    },
    ...lights.map(([signal, light]): Column<Line> => {
      const count = (line: Line) => line.signals[signal] ?? 0
      return {
        ...{ title: light.title, num: true, bare: true, as: (line) => (count(line) === 0 ? 'none m' : undefined) },
        cell: (line) => <Lit light={light} count={count(line)} to={line.to(signal)} name={line.name} />,
      }
    }),
    ...facts.map(([fact, { label }]): Column<Line> => ({
      ...{ title: `平均${label}`, num: true },
      cell: (line) => (
        <>
          <Link to={line.to()} aria-label={`${line.name}平均${label} ${line.means[fact] ?? 0}%`}>
            {line.means[fact] ?? 0}%
          </Link>
          <PercentBar value={line.means[fact] ?? 0} />
        </>
      ),
    })),
    ...extras.map(({ title, draw }, at): Column<Line> => ({
      ...{ title, num: true },
      cell: (line) => draw(line.extra[at] ?? null),
    })),
  ]
  const naming: Column<Line> = {
    ...{ title: way.column, as: 'nm', by: 'name' },
    cell: (line) => <Link to={line.to()}>{line.name}</Link>,
  }
  return (
    <Table
      className="bd"
      caption={`${way.title}看${way.face.title}`}
      rows={lines}
      keyOf={({ key }) => key}
      {...{ sort, change, ...(keys && { chosen }) }}
      rowProps={({ key }) => ({
        ...(marked === key && { 'data-chosen': '' }),
        onPointerEnter: () => mark(key),
        onPointerLeave: () => mark(null),
      })}
      columns={[naming, ...numbers.map((column, at) => ({ ...column, by: order[at] ?? '' }))]}
      whole={lines.length > 1 ? { title: '合计', row: { ...board.whole, key: '', name: '合计' } } : null}
    />
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
      <>
        <span aria-hidden="true">·</span>
        <span className="sr">0</span>
      </>
    )
  return (
    <Link className="lit" to={to}>
      <span className="sr">{name}</span>
      <Light face={light} count={count} bare />
      <span className="lab" aria-hidden="true">
        {' '}
        {light.title}
      </span>
      <span className="sr">件</span>
    </Link>
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
