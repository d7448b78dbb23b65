import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import type { FieldFace, FileFace } from '../../../platform/manifest.ts'
import { AgencyChips } from '../look/agency-chip.tsx'
import { size } from '../look/bytes.ts'
import { wall } from '../look/dates.ts'
import { typeset } from '../look/typeset.ts'
import { indicators } from '../indicators/readings.ts'
import { listPath, nameOf } from '../shell/navigation.ts'
import * as queries from '../shell/queries.ts'
import { useManifest, useNames } from '../shell/reader.ts'
import { Answers } from './answers.tsx'
import { isBlank } from './faults.ts'
import { FileLinks } from './file-links.tsx'
import { PhotoLinks } from './photo-links.tsx'
import type { Answer } from './questions.ts'
import { RowsTable } from './rows-table.tsx'
import { ShapeValue } from './shape/drawing.tsx'

/** Characters that a cell of a list shows without being cut to two lines. */
const fewWords = 24

const figures = new Intl.NumberFormat('zh-CN', { maximumFractionDigits: 6 })

const yuan = new Intl.NumberFormat('zh-CN', { minimumFractionDigits: 2, maximumFractionDigits: 2 })

/**
 * A field's value as a reader sees it: agencies, regions and records by name. `dense` is for a table cell; a blank that is
 * `veiled` says so.
 */
export function Value(props: { field: FieldFace; value: unknown; dense?: boolean; veiled?: boolean }): ReactNode {
  const { field, value, dense, veiled } = props
  if (veiled) return <span className="m">{dense ? '不显示' : '个人信息，不显示'}</span>
  if (isBlank(value)) return <span className="m">{dense ? '—' : '未填'}</span>
  switch (field.widget) {
    case 'integer':
      if (value === 0 && field.zero) return field.zero
      return (
        <span className="n">
          {field.min !== undefined && field.min >= 1900 ? String(value) : figures.format(Number(value))}
          {field.unit ? ` ${field.unit}` : ''}
        </span>
      )
    case 'money':
      return (
        <span className="n">
          {yuan.format(Number(value) / 100)} {field.unit}
        </span>
      )
    case 'instant': {
      const { date, time } = wall(String(value))
      return (
        <span className="n">
          {date} {time}
        </span>
      )
    }
    case 'choices':
      return (value as string[]).map((one) => field.options?.[one] ?? one).join('、')
    case 'lines':
      return (
        <ul className="lns">
          {(value as string[]).map((line) => (
            <li key={line}>{typeset(line)}</li>
          ))}
        </ul>
      )
    case 'bytes':
      return <span className="n">{size(Number(value))}</span>
    case 'point': {
      const { lat, lon } = value as { lat: number; lon: number }
      return (
        <span className="n">
          北纬 {lat}°，东经 {lon}°
        </span>
      )
    }
    case 'area':
    case 'line':
      return <ShapeValue field={field} value={value} dense={dense === true} />
    case 'email':
      return dense ? String(value) : <a href={`mailto:${String(value)}`}>{String(value)}</a>
    case 'url':
      return dense ? (
        <span className="clip">{String(value)}</span>
      ) : (
        <a href={String(value)} target="_blank" rel="noopener noreferrer">
          {String(value)}
        </a>
      )
    case 'percent':
      return `${figures.format(Number(value))}%`
    case 'choice':
      return field.options?.[String(value)] ?? String(value)
    case 'yesNo':
      return value ? '是' : '否'
    case 'date':
    case 'month':
    case 'timeOfDay':
      return <span className="n">{String(value)}</span>
    case 'agency':
      return <AgencyName id={String(value)} />
    case 'colleague':
      return (value as { name: string }).name
    case 'agencies':
      return <AgencyNames ids={value as string[]} />
    case 'region':
      return <RegionName code={String(value)} />
    case 'record':
      return <RecordName register={field.register ?? ''} id={String(value)} />
    case 'indicator':
      return <IndicatorName name={String(value)} dense={dense === true} />
    case 'table': {
      const rows = value as Record<string, string>[]
      return dense ? <span className="n">{rows.length} 行</span> : <RowsTable field={field} rows={rows} />
    }
    case 'answers': {
      const answers = value as Answer[]
      return dense ? (
        <span className="n">{answers.length} 项</span>
      ) : (
        <Answers answers={answers} draw={(one, says) => <Value field={one} value={says} />} />
      )
    }
    case 'files': {
      const files = value as FileFace[]
      if (dense) return `${files.length} ${field.images ? '张' : '件'}`
      return field.images ? <PhotoLinks photos={files} /> : <FileLinks files={files} />
    }
    case 'text':
    case 'longText':
      return dense && String(value).length > fewWords ? (
        <span className="clip">{typeset(String(value))}</span>
      ) : (
        typeset(String(value))
      )
    default:
      return String(value)
  }
}

/** An agency's short name. */
export function AgencyName({ id }: { id: string }) {
  return useNames().agency(id)
}

function AgencyNames({ ids }: { ids: string[] }) {
  const names = useNames()
  return <AgencyChips support={ids.map((id) => names.agency(id))} />
}

/** An indicator's title leading to it and, where there is room, its formula in words; one that is no longer declared says so. */
function IndicatorName({ name, dense }: { name: string; dense: boolean }) {
  const { data } = useQuery(indicators(null))
  const found = data?.find((one) => one.name === name)
  if (!found) return data ? <span className="m">已停用的指标 {name}</span> : '…'
  return (
    <>
      <Link to={`/indicators/${name}`}>{found.title}</Link>
      {dense ? null : <span className="cap"> {found.says}</span>}
    </>
  )
}

/** A region's name with the county it lies in. */
export function RegionName({ code }: { code: string }) {
  const names = useNames()
  const county = names.region(code) || names.region(code.slice(0, 6))
  const parent = code.length > 9 ? code.slice(0, 9) : code.slice(0, 6)
  const below = useQuery({ ...queries.regionsUnder(parent), enabled: code.length > 6 && !names.region(code) })
  if (code.length <= 6 || names.region(code)) return county || (code.endsWith('00') ? '全市' : code)
  return `${county}${below.data?.find((one) => one.code === code)?.name ?? ''}`
}

/** A record's name, leading to it. */
export function RecordName({ register, id }: { register: string; id: string }) {
  const manifest = useManifest()
  const face = manifest.registers[register]
  const row = useQuery({ ...queries.oneRecord(register, id), enabled: face !== undefined, staleTime: 300_000 })
  if (!face) return <span className="m">不公开</span>
  const name = row.data ? nameOf(face, row.data) : row.error ? '看不到这一条' : '…'
  return row.data ? <Link to={`${listPath(manifest, register)}/${id}`}>{name}</Link> : <span className="m">{name}</span>
}
