import { useRef, useState, type ReactNode } from 'react'
import { Icon } from '../look/icon.tsx'
import { useNarrow } from '../look/narrow.ts'
import { longestIn } from './rows-table.tsx'
import type { WidgetProps } from './tied.ts'

type Row = Record<string, string>

/** A small table to fill in: a cell is an input; rows are added, taken away, and moved. On a phone one row opens at a time. */
export function TableWidget({ name, field, value, set }: WidgetProps) {
  const frame = useRef<HTMLDivElement>(null)
  const narrow = useNarrow()
  const [opened, setOpened] = useState<number | null>(null)
  const columns = Object.entries(field.columns ?? {})
  const rows = (value as Row[] | null) ?? []
  const focus = (selector: string) =>
    requestAnimationFrame(() => frame.current?.querySelector<HTMLElement>(selector)?.focus())
  const put = (at: number, row: Row) => set(rows.map((other, place) => (place === at ? row : other)))
  const move = (at: number, by: -1 | 1) => {
    const there = at + by
    set(rows.toSpliced(at, 1).toSpliced(there, 0, rows[at] as Row))
    if (opened === at) setOpened(there)
    const way = there === 0 ? 1 : there === rows.length - 1 ? -1 : by
    focus(`[data-row="${there}"] [data-move="${way}"]`)
  }
  const take = (at: number) => {
    set(rows.toSpliced(at, 1))
    setOpened(null)
    focus(rows.length > 1 ? `[data-row="${Math.min(at, rows.length - 2)}"] :is(input, button)` : '[data-add]')
  }
  const add = () => {
    set([...rows, Object.fromEntries(columns.map(([column]) => [column, '']))])
    setOpened(rows.length)
    focus(`[data-row="${rows.length}"] input`)
  }
  const cell = (row: Row, at: number, column: string, title: string) => (
    <input
      className="in-text"
      aria-label={`第 ${at + 1} 行${title}`}
      value={row[column] ?? ''}
      onChange={(event) => put(at, { ...row, [column]: event.target.value })}
    />
  )
  const moves = (at: number) => (
    <>
      <button
        type="button"
        data-move="-1"
        disabled={at === 0}
        aria-label={`第 ${at + 1} 行上移`}
        onClick={() => move(at, -1)}
      >
        <Icon name="up" />
      </button>
      <button
        type="button"
        data-move="1"
        disabled={at === rows.length - 1}
        aria-label={`第 ${at + 1} 行下移`}
        onClick={() => move(at, 1)}
      >
        <Icon name="down" />
      </button>
      <button type="button" aria-label={`移去第 ${at + 1} 行`} onClick={() => take(at)}>
        <Icon name="close" />
      </button>
    </>
  )
  const parts = { columns, rows, cell, moves }
  return (
    <div className="ed" ref={frame} id={`f-${name}`} tabIndex={-1}>
      {rows.length === 0 ? (
        <p className="cap">还没有一行。</p>
      ) : narrow ? (
        <Stacked {...parts} opened={opened} open={setOpened} />
      ) : (
        <Wide {...parts} />
      )}
      {field.maxLength && rows.length >= field.maxLength ? (
        <p className="cap">最多 {field.maxLength} 行。</p>
      ) : (
        <button type="button" className="bt q" data-add onClick={add}>
          加一行
        </button>
      )}
    </div>
  )
}

interface Parts {
  columns: [string, string][]
  rows: Row[]
  cell: (row: Row, at: number, column: string, title: string) => ReactNode
  moves: (at: number) => ReactNode
}

function Wide({ columns, rows, cell, moves }: Parts) {
  const widths = columns.map(([column, title]) => Math.min(24, Math.max(5, longestIn(rows, column, title))))
  const whole = widths.reduce((sum, one) => sum + one, 0)
  return (
    <table>
      <thead>
        <tr>
          {columns.map(([column, title], at) => (
            <th key={column} scope="col" style={{ width: `${((widths[at] ?? 0) / whole) * 100}%` }}>
              {title}
            </th>
          ))}
          <th scope="col">
            <span className="sr">移动和移去</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row, at) => (
          <tr key={at} data-row={at}>
            {columns.map(([column, title]) => (
              <td key={column}>{cell(row, at, column, title)}</td>
            ))}
            <td className="mv">{moves(at)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Stacked({
  columns,
  rows,
  cell,
  moves,
  opened,
  open,
}: Parts & { opened: number | null; open: (at: number | null) => void }) {
  return (
    <ol>
      {rows.map((row, at) => (
        <li key={at} data-row={at}>
          <button
            type="button"
            className="sum"
            aria-expanded={opened === at}
            onClick={() => open(opened === at ? null : at)}
          >
            {columns
              .map(([column]) => row[column])
              .filter(Boolean)
              .join(' · ') || '空行'}
          </button>
          {opened === at ? (
            <div className="one">
              {columns.map(([column, title]) => (
                <label key={column}>
                  {title}
                  {cell(row, at, column, title)}
                </label>
              ))}
              <div className="mv">{moves(at)}</div>
            </div>
          ) : null}
        </li>
      ))}
    </ol>
  )
}
