import type { FieldFace } from '../../../platform/manifest.ts'
import { typeset } from '../look/typeset.ts'
import './rows-table.css'

const figure = /^[−-]?[\d,]+(\.\d+)?\s*%?$/

/** Characters in a row that a phone still shows side by side. */
const mostOnPhone = 24

/** Characters of the longest cell in a column, its head among them. */
export const longestIn = (rows: Record<string, string>[], name: string, title: string) =>
  Math.max(title.length, ...rows.map((row) => row[name]?.length ?? 0))

/** Rows of named columns as a reader sees them: a small table of hairlines; a column of figures stands to the right. */
export function RowsTable({ field, rows }: { field: FieldFace; rows: Record<string, string>[] }) {
  const columns = Object.entries(field.columns ?? {}).map(([name, title]) => ({
    name,
    title,
    num: rows.every((row) => !row[name] || figure.test(row[name])),
    longest: longestIn(rows, name, title),
  }))
  const slim = columns.reduce((sum, { longest }) => sum + longest, 0) <= mostOnPhone
  return (
    <table className={slim ? 'rws slim' : 'rws'}>
      <caption className="sr">{field.label}</caption>
      <thead>
        <tr>
          {columns.map(({ name, title, num }) => (
            <th key={name} scope="col" className={num ? 'num' : undefined}>
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, at) => (
          <tr key={at}>
            {columns.map(({ name, title, num }) => (
              <td key={name} className={num ? 'num' : undefined}>
                <span className="lab">{title}</span>
                {row[name] ? typeset(row[name]) : <span className="m">—</span>}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
