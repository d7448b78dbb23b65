import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import * as queries from '../shell/queries.ts'
import { useManifest } from '../shell/reader.ts'
import { tied, type WidgetProps } from './tied.ts'

const found = (typed: string, option?: { label?: unknown }) => String(option?.label ?? '').includes(typed.trim())
/** Finds an option by any part of its words. */
export const search = { filterOption: found }

/** One agency or several, found by name. */
export function AgencyWidget(props: WidgetProps) {
  const { field, value, set } = props
  const agencies = useQuery(queries.agencies)
  const options = (agencies.data ?? []).map((one) => ({ value: one.id, label: one.name }))
  const many = field.widget === 'agencies'
  return (
    <Select
      {...tied(props)}
      {...(many ? { mode: 'multiple' as const } : {})}
      showSearch={search}
      loading={agencies.isPending}
      options={options}
      value={(value as string | string[] | null) ?? (many ? [] : null)}
      allowClear
      placeholder={many ? '可选多个部门' : '按名称找部门'}
      notFoundContent="没有这个名称的部门"
      onChange={(chosen) => set(chosen ?? null)}
    />
  )
}

/** A region: the county or zone first, then what lies below it as far as wanted. */
export function RegionWidget(props: WidgetProps) {
  const { value, set, field, name } = props
  const code = typeof value === 'string' ? value : ''
  const counties = useQuery(queries.counties)
  const county = code ? code.slice(0, 6) : ''
  const town = code.length >= 9 ? code.slice(0, 9) : ''
  const towns = useQuery({ ...queries.regionsUnder(county), enabled: county !== '' })
  const villages = useQuery({ ...queries.regionsUnder(town), enabled: town !== '' })
  const levels = [
    { at: county, parent: '', word: '县（市、区）', rows: counties.data ?? [] },
    { at: town, parent: county, word: '镇（街道）', rows: county ? (towns.data ?? []) : [] },
    { at: code.length >= 12 ? code : '', parent: town, word: '村（社区）', rows: town ? (villages.data ?? []) : [] },
  ].filter((level, index) => index === 0 || level.rows.length > 0)
  return (
    <div style={{ display: 'flex', flexWrap: 'wrap', gap: 8 }}>
      {levels.map((level, index) => (
        <Select
          key={level.word}
          {...(index === 0 ? tied(props) : { id: `f-${name}-${index}` })}
          aria-label={index === 0 ? undefined : `${field.label}：${level.word}`}
          showSearch={search}
          style={{ minWidth: 180 }}
          options={level.rows.map((one) => ({ value: one.code, label: one.name }))}
          value={level.at || null}
          allowClear
          placeholder={level.word}
          notFoundContent="没有这个名称"
          onChange={(chosen: string | null) => set(chosen ?? (level.parent || null))}
        />
      ))}
    </div>
  )
}

/** A record of another register, found among its first hundred by name. */
export function RecordWidget(props: WidgetProps) {
  const { field, value, set } = props
  const face = useManifest().registers[field.register ?? '']
  const rows = useQuery({ ...queries.records(field.register ?? '', 'limit=100'), enabled: face !== undefined })
  const naming = face?.naming ?? 'id'
  const options = (rows.data?.rows ?? []).map((row) => ({ value: row.id, label: String(row[naming] ?? row.id) }))
  const id = typeof value === 'string' ? value : null
  const known = options.some((option) => option.value === id)
  const chosen = useQuery({
    ...queries.oneRecord(field.register ?? '', id ?? ''),
    enabled: id !== null && !!rows.data && !known,
  })
  if (chosen.data) options.unshift({ value: chosen.data.id, label: String(chosen.data[naming] ?? chosen.data.id) })
  return (
    <Select
      {...tied(props)}
      showSearch={search}
      loading={rows.isPending}
      options={options}
      value={id}
      allowClear={!field.required}
      placeholder={`选${face?.title ?? field.label}`}
      notFoundContent={rows.data?.next ? '前一百条里没有，请先到列表中缩小范围' : '没有符合的'}
      onChange={(one: string | null) => set(one ?? null)}
    />
  )
}
