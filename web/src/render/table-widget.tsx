import { useRef } from 'react'
import { Icon } from '../look/icon.tsx'
import type { WidgetProps } from './tied.ts'

type Row = Record<string, string>

/** A small table to fill in: a cell is an input; rows are added, taken away, and moved. */
export function TableWidget({ name, field, value, set }: WidgetProps) {
  const frame = useRef<HTMLDivElement>(null)
  const columns = Object.entries(field.columns ?? {})
  const rows = (value as Row[] | null) ?? []
  const focus = (selector: string) =>
    requestAnimationFrame(() => frame.current?.querySelector<HTMLElement>(selector)?.focus())
  const put = (at: number, row: Row) => set(rows.map((other, place) => (place === at ? row : other)))
  const move = (at: number, by: -1 | 1) => {
    const next = rows.toSpliced(at, 1).toSpliced(at + by, 0, rows[at] as Row)
    set(next)
    const there = at + by
    const way = (by < 0 && there === 0) || (by > 0 && there === next.length - 1) ? -by : by
    focus(`[data-row="${there}"] [data-move="${way}"]`)
  }
  const take = (at: number) => {
    set(rows.toSpliced(at, 1))
    focus(rows.length > 1 ? `[data-row="${Math.min(at, rows.length - 2)}"] input` : '[data-add]')
  }
  const add = () => {
    set([...rows, Object.fromEntries(columns.map(([column]) => [column, '']))])
    focus(`[data-row="${rows.length}"] input`)
  }
  return (
    <div className="ed" ref={frame} id={`f-${name}`} tabIndex={-1}>
      {rows.length > 0 ? (
        <table>
          <thead>
            <tr>
              {columns.map(([column, title]) => (
                <th key={column} scope="col">
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
                  <td key={column}>
                    <span className="lab" aria-hidden="true">
                      {title}
                    </span>
                    <input
                      className="in-text"
                      aria-label={`第 ${at + 1} 行${title}`}
                      value={row[column] ?? ''}
                      onChange={(event) => put(at, { ...row, [column]: event.target.value })}
                    />
                  </td>
                ))}
                <td className="mv">
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
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : (
        <p className="cap">还没有一行。</p>
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
