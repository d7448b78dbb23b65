import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import type { AboutFace, CaseDetail, CaseFace, FieldFace, RecordRow } from '../../../platform/manifest.ts'
import { listPath } from '../shell/navigation.ts'
import * as queries from '../shell/queries.ts'
import { useManifest } from '../shell/reader.ts'
import { isNumeric } from './numeric.ts'
import { Table } from './table.tsx'
import { Value } from './value.tsx'
import { isVeiled } from './veiled.tsx'

/** Rows of a register that stand on the page of the row they belong to; more lead to the list. */
const few = 20

/** The rows of other registers that belong to one row, each register under its title, and a way to add one. */
export function NestedRows({ register, id }: { register: string; id: string }) {
  const { registers } = useManifest()
  const nested = Object.values(registers).filter(({ under, fields }) => under && fields[under]?.register === register)
  return nested.map((face) => <Read key={face.name} face={face} id={id} />)
}

function Read({ face, id }: { face: AboutFace; id: string }) {
  const found = useQuery(queries.records(face.name, `filter.${face.under}=${id}&limit=${few}`))
  if (found.error)
    return (
      <p className="cap">
        没有取到{face.title}：{found.error.message}
      </p>
    )
  return found.data ? <Under face={face} id={id} rows={found.data.rows} more={found.data.next !== null} /> : null
}

/** The rows that belong to what a case is about, for whoever reads the case. */
export const NestedInCase = ({ face, detail }: { face: CaseFace; detail: CaseDetail }) =>
  face.about.nested.map((one) => {
    const { rows, more } = detail.nested[one.name] ?? { rows: [], more: false }
    return <Under key={one.name} face={one} id={detail.subject} rows={rows as RecordRow[]} more={more} />
  })

function Under({ face, id, rows, more }: { face: AboutFace; id: string; rows: RecordRow[]; more: boolean }) {
  const manifest = useManifest()
  const { name, title, under, naming, fields } = face
  const columns = face.columns.filter((column) => column !== under)
  const readable = manifest.registers[name]
  const at = readable && listPath(manifest, name)
  // A row is added to one that its writer may read.
  const above = manifest.registers[fields[under ?? '']?.register ?? '']
  const adds = at && above && readable.may.includes('create')
  const cell = (row: RecordRow, column: string) => (
    <Value field={fields[column] as FieldFace} value={row[column]} dense veiled={isVeiled(row, column)} />
  )
  if (rows.length === 0 && !adds) return null
  return (
    <section>
      <h2>{title}</h2>
      {rows.length === 0 ? (
        <p className="m">还没有登记{title}。</p>
      ) : (
        <Table<RecordRow>
          caption={title}
          rows={rows}
          keyOf={(row) => row.id}
          columns={columns.map((column) => ({
            title: fields[column]?.label ?? column,
            num: isNumeric(fields[column]),
            ...(column === naming && { as: 'nm' }),
            cell: (row: RecordRow) =>
              at && column === naming ? <Link to={`${at}/${row.id}`}>{cell(row, column)}</Link> : cell(row, column),
          }))}
        />
      )}
      {adds || (at && more) ? (
        <p className="tn no-print">
          {adds ? <Link to={`${at}/new?${under}=${id}`}>添加{title}</Link> : null}
          {at && more ? <Link to={`${at}?filter.${under}=${id}`}>看全部</Link> : null}
        </p>
      ) : null}
    </section>
  )
}
