import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useState } from 'react'
import * as queries from '../shell/queries.ts'
import { useManifest } from '../shell/reader.ts'
import { useOptions, useRegionLevels } from './options.ts'
import { tied, type WidgetProps } from './tied.ts'

const found = (typed: string, option?: { label?: unknown }) => String(option?.label ?? '').includes(typed.trim())
/** Finds an option by any part of its words. */
export const search = { filterOption: found }

/** One agency or several, found by name; the server finds those of towns and villages as one types. */
export function AgencyWidget(props: WidgetProps) {
  const { field, value, set } = props
  const [typed, setTyped] = useState('')
  const { options, busy } = useOptions(field, value, typed)
  const many = field.widget === 'agencies'
  return (
    <Select
      {...tied(props)}
      {...(many ? { mode: 'multiple' as const } : {})}
      showSearch={{ filterOption: false, onSearch: setTyped }}
      loading={busy}
      options={options}
      value={(value as string | string[] | null) ?? (many ? [] : null)}
      allowClear
      placeholder={many ? '可选多个部门' : '按名称找部门'}
      notFoundContent={busy ? '正在找' : '没有这个名称的部门'}
      onChange={(chosen) => set(chosen ?? null)}
    />
  )
}

/** Somebody at the reader's own agency, found by name. */
export function ColleagueWidget(props: WidgetProps) {
  const { data, isLoading } = useQuery(queries.colleagues)
  const rows = data?.rows ?? []
  const chosen = props.value as { id: string } | null | undefined
  return (
    <Select
      {...tied(props)}
      showSearch={search}
      loading={isLoading}
      options={rows.map(({ id, name, title }) => ({ value: id, label: `${name}（${title}）` }))}
      value={chosen?.id ?? null}
      allowClear={!props.field.required}
      placeholder="按姓名找同事"
      notFoundContent="本单位没有这个人"
      onChange={(id: string | null) => {
        const one = rows.find((row) => row.id === id)
        props.set(one ? { id: one.id, name: one.name } : null)
      }}
    />
  )
}

/** A region: the county or zone first, then what lies below it as far as wanted. */
export function RegionWidget(props: WidgetProps) {
  const { value, set, field, name } = props
  const levels = useRegionLevels(typeof value === 'string' ? value : '')
  return (
    <div style={{ display: 'flex', flexWrap: 'wrap', gap: 8 }}>
      {levels.map((level, index) => (
        <Select
          key={level.word}
          {...(index === 0 ? tied(props) : { id: `f-${name}-${index}` })}
          aria-label={index === 0 ? undefined : `${field.label}：${level.word}`}
          showSearch={search}
          style={{ minWidth: 180 }}
          options={level.rows}
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

/** A record of another register, found among its first hundred by name; of a larger one by any words that it holds. */
export function RecordWidget(props: WidgetProps) {
  const { field, value, set } = props
  const face = useManifest().registers[field.register ?? '']
  const [typed, setTyped] = useState('')
  const { options, busy, more } = useOptions(field, value, typed)
  return (
    <Select
      {...tied(props)}
      showSearch={more ? { filterOption: false, onSearch: setTyped } : search}
      loading={busy}
      options={options}
      value={typeof value === 'string' ? value : null}
      allowClear={!field.required}
      placeholder={`${more ? '打几个字找' : '选'}${face?.title ?? field.label}`}
      notFoundContent={busy ? '正在找' : '没有符合的'}
      onChange={(one: string | null) => set(one ?? null)}
    />
  )
}
