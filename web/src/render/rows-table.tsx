import type { FieldFace } from '../../../platform/manifest.ts'
import { typeset } from '../look/typeset.ts'
import './rows-table.css'

const figure = /^[−-]?[\d,]+(\.\d+)?\s*%?$/

/** Rows of named columns as a reader sees them: a small table of hairlines; a column of figures stands to the right. */
export function RowsTable({ field, rows }: { field: FieldFace; rows: Record<string, string>[] }) {
  const columns = Object.entries(field.columns ?? {}).map(([name, title]) => ({
    name,
    title,
    num: rows.every((row) => !row[name] || figure.test(row[name])),
  }))
  return (
    <table className="rws">
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
