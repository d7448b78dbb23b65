import { Link } from 'react-router'
import type { FieldFace, ListedFace, ShownFace } from '../../../platform/manifest.ts'
import { Empty } from '../look/empty.tsx'
import { cellClass } from './cell-class.ts'
import { isNumeric } from './numeric.ts'
import { useActs } from './shown-acts.tsx'
import { calledOf, pathFrom, type Row } from './shown-words.ts'
import { Value } from './value.tsx'
import '../look/table.css'
import './shown.css'

interface Listed {
  of: ListedFace
  rows: readonly Row[]
  /** What the list stands in, the innermost first. */
  within: readonly Row[]
  /** What the row of a list that it stands in is called. */
  inside?: string
  opens?: ShownFace['opens']
}

/** The rows of a list that a route declares; each that has lists of its own is a paragraph with them below. */
export function ShownList(props: Listed) {
  const { of, rows, within, inside, opens = null } = props
  const nested = Object.keys(of.lists).length > 0
  if (rows.length === 0) return <Empty says={of.empty ?? `没有${of.title}。`} />
  if (nested)
    return (
      <ul className="blk" aria-label={of.title}>
        {rows.map((row, at) => (
          <Block key={String(row['id'] ?? at)} {...{ of, row, within, inside }} />
        ))}
      </ul>
    )
  return (
    <table className="dt shown">
      <caption className="sr">{of.title}</caption>
      <thead>
        <tr>
          {Object.entries(of.columns).map(([name, field], at) => (
            <th key={name} scope="col" className={at > 0 && isNumeric(field) ? 'num' : undefined}>
              {field.label}
            </th>
          ))}
          {of.acts.length > 0 ? (
            <th scope="col">
              <span className="sr">办理</span>
            </th>
          ) : null}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, at) => (
          <Line key={String(row['id'] ?? at)} {...{ of, row, within, inside, opens }} />
        ))}
      </tbody>
    </table>
  )
}

/** What a list of its own begins with, and the list. @param heading stands above it where it is one of several */
export function ShownSection({ of, rows, within }: Listed) {
  const { buttons, below } = useActs({ acts: of.begins, rows: within })
  return (
    <section>
      <div className="ttl">
        <h2>{of.title}</h2>
        <span className="grow" />
        {buttons}
      </div>
      {of.says ? <p className="as">{of.says}</p> : null}
      {below}
      <ShownList {...{ of, rows, within }} />
    </section>
  )
}

interface OfRow {
  of: ListedFace
  row: Row
  within: readonly Row[]
  inside: string | undefined
  opens?: ShownFace['opens']
}

/** What a row is called where it is acted on: after the row that its list stands in. */
const calledIn = ({ of, row, inside }: OfRow) => [inside, calledOf(of, row)].filter(Boolean).join(' ')

function Line(props: OfRow) {
  const { of, row, within, opens } = props
  const { buttons, below } = useActs({ acts: of.acts, rows: [row, ...within], called: calledIn(props) })
  const [first] = Object.keys(of.columns)
  return (
    <>
      <tr>
        {Object.entries(of.columns).map(([name, field]) => (
          <td key={name} className={classesOf(field, name === first, row[name])}>
            {name === first ? null : <span className="lab">{field.label}</span>}
            <Cell {...{ field, value: row[name] }} to={opens?.by === name ? pathFrom(opens.path, [row]) : null} />
          </td>
        ))}
        {of.acts.length > 0 ? (
          <td className="do">
            <span>{buttons}</span>
          </td>
        ) : null}
      </tr>
      {below ? (
        <tr className="below">
          <td colSpan={Object.keys(of.columns).length + 1}>{below}</td>
        </tr>
      ) : null}
    </>
  )
}

const classesOf = (field: FieldFace, names: boolean, value: unknown) =>
  [!names && isNumeric(field) ? 'num' : '', cellClass(field, names, value)].filter(Boolean).join(' ') || undefined

function Cell({ field, value, to }: { field: FieldFace; value: unknown; to: string | null }) {
  const shown = <Value field={field} value={value} dense />
  return to && value ? <Link to={`/${to}`}>{shown}</Link> : shown
}

function Block(props: OfRow) {
  const { of, row, within } = props
  const called = calledIn(props)
  const { buttons, below } = useActs({ acts: of.acts, rows: [row, ...within], called })
  const [, ...rest] = Object.entries(of.columns)
  return (
    <li>
      <div className="head">
        <b>{calledOf(of, row)}</b>
        {rest.map(([name, field]) => (
          <span key={name}>
            <span className="cap">{field.label}</span> <Value field={field} value={row[name]} dense />
          </span>
        ))}
        {buttons}
      </div>
      {below}
      {Object.entries(of.lists).map(([name, list]) => (
        <ShownList
          key={name}
          of={{ ...list, title: `${called}的${list.title}` }}
          rows={row[name] as Row[]}
          within={[row, ...within]}
          inside={called}
        />
      ))}
    </li>
  )
}
