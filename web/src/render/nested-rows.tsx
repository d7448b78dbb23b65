import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import type { FieldFace, RecordRow, RegisterFace } from '../../../platform/manifest.ts'
import { listPath } from '../shell/navigation.ts'
import * as queries from '../shell/queries.ts'
import { useManifest } from '../shell/reader.ts'
import { isNumeric } from './numeric.ts'
import { Value } from './value.tsx'
import './rows-table.css'

/** Rows of a register that stand on the page of the row they belong to; more lead to the list. */
const few = 20

/** The rows of other registers that belong to one row, each register under its title, and a way to add one. */
export function NestedRows({ register, id }: { register: string; id: string }) {
  const { registers } = useManifest()
  const nested = Object.values(registers).filter(({ under, fields }) => under && fields[under]?.register === register)
  return nested.map((face) => <Under key={face.name} face={face} under={face.under as string} id={id} />)
}

function Under({ face, under, id }: { face: RegisterFace; under: string; id: string }) {
  const at = listPath(useManifest(), face.name)
  const found = useQuery(queries.records(face.name, `filter.${under}=${id}&limit=${few}`))
  const columns = face.columns.filter((column) => column !== under)
  const rows = found.data?.rows ?? []
  return (
    <section>
      <h2>{face.title}</h2>
      {found.error ? <p className="cap">没有取到：{found.error.message}</p> : null}
      {found.data && rows.length === 0 ? <p className="m">还没有登记{face.title}。</p> : null}
      {rows.length > 0 ? (
        <table className="rws">
          <caption className="sr">{face.title}</caption>
          <thead>
            <tr>
              {columns.map((column) => (
                <th key={column} scope="col" className={isNumeric(face.fields[column]) ? 'num' : undefined}>
                  {face.fields[column]?.label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.id}>
                {columns.map((column) => (
                  <td key={column} className={isNumeric(face.fields[column]) ? 'num' : undefined}>
                    <span className="lab">{face.fields[column]?.label}</span>
                    {column === face.naming ? (
                      <Link to={`${at}/${row.id}`}>
                        <Value
                          {...{ field: face.fields[column] as FieldFace, value: row[column], dense: true }}
                          veiled={isVeiled(row, column)}
                        />
                      </Link>
                    ) : (
                      <Value
                        {...{ field: face.fields[column] as FieldFace, value: row[column], dense: true }}
                        veiled={isVeiled(row, column)}
                      />
                    )}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
      <p className="tn no-print">
        {face.may.includes('create') ? <Link to={`${at}/new?${under}=${id}`}>添加{face.title}</Link> : null}
        {found.data?.next ? <Link to={`${at}?filter.${under}=${id}`}>看全部</Link> : null}
      </p>
    </section>
  )
}

const isVeiled = ({ veiled = [] }: RecordRow, column: string) => (veiled as readonly string[]).includes(column)
