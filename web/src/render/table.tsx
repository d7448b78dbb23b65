import type { ComponentProps, ReactNode } from 'react'
import '../look/table.css'

/** One column of a table: said once, for its head and for what stands before its cells where there is no head. */
export interface Column<Row> {
  title: string
  cell: (row: Row) => ReactNode
  /** Figures stand one under the other by their last digit. */
  num?: boolean
  /** How its cells stand: `nm` names the row, `fix` does not break, `long` has room, `none` says nothing, and what a page adds. */
  as?: string | ((row: Row) => string | undefined)
  /** Where there is no head its cells speak for themselves. */
  bare?: boolean
  /** What the list is sorted by when its head is pressed. */
  by?: string
  /** The head is for the ear alone. */
  unseen?: boolean
  /** What a cell says when it is pointed at. */
  tip?: (row: Row) => string | null
}

/** Rows under named columns; the first names its row unless another does. */
export function Table<Row>(props: {
  caption: string
  columns: (Column<Row> | null | false)[]
  rows: Row[]
  keyOf: (row: Row) => string
  className?: string
  sort?: string | null
  change?: (sort: string) => void
  /** The row that the keys stand at, where rows are walked by keys. */
  chosen?: number | null
  /** What else a row carries. */
  rowProps?: (row: Row, at: number) => ComponentProps<'tr'> & { 'data-chosen'?: '' | undefined }
  /** A last row that sums up: its title, and what stands under the other columns. */
  whole?: { title: string; row: Row } | null
}) {
  const { caption, rows, keyOf, className, sort = null, change, chosen, rowProps, whole } = props
  const columns = props.columns.filter((column) => column !== null && column !== false)
  const cells = (row: Row, of: Column<Row>[]) =>
    of.map((column) => (
      <td key={column.title} className={classOf(column, row)} title={column.tip?.(row) ?? undefined}>
        {column.bare || column.unseen || column.as === 'nm' ? null : <span className="lab">{column.title}</span>}
        {column.cell(row)}
      </td>
    ))
  return (
    <table className={className ? `dt ${className}` : 'dt'}>
      <caption className="sr">{caption}</caption>
      <thead>
        <tr>
          {columns.map((column) => (
            <Head key={column.title} column={column} sort={sort} change={change} />
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, at) => (
          <tr
            key={keyOf(row)}
            {...(chosen === undefined ? {} : { 'data-row': at, 'data-chosen': chosen === at ? '' : undefined })}
            {...rowProps?.(row, at)}
          >
            {cells(row, columns)}
          </tr>
        ))}
      </tbody>
      {whole ? (
        <tfoot>
          <tr>
            <th scope="row" className="nm">
              {whole.title}
            </th>
            {cells(whole.row, columns.slice(1))}
          </tr>
        </tfoot>
      ) : null}
    </table>
  )
}

function classOf<Row>({ as, num }: Column<Row>, row: Row): string | undefined {
  const own = typeof as === 'function' ? as(row) : as
  return [num ? 'num' : '', own].filter(Boolean).join(' ') || undefined
}

/** A column's head; pressing it sorts when the list can be sorted by it. */
function Head<Row>(props: { column: Column<Row>; sort: string | null; change: ((sort: string) => void) | undefined }) {
  const { sort, change } = props
  const { title, num, by, unseen } = props.column
  const up = by !== undefined && sort === by
  const down = by !== undefined && sort === `-${by}`
  const direction = up ? ('ascending' as const) : down ? ('descending' as const) : undefined
  return (
    <th scope="col" className={num ? 'num' : undefined} {...(direction ? { 'aria-sort': direction } : {})}>
      {by !== undefined && change ? (
        <button type="button" onClick={() => change(up ? `-${by}` : by)}>
          {title}
          {up ? ' ↑' : down ? ' ↓' : ''}
        </button>
      ) : (
        <span className={unseen ? 'sr' : undefined}>{title}</span>
      )}
    </th>
  )
}
