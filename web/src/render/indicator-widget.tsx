import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import * as queries from '../shell/queries.ts'
import { search } from './reference-widgets.tsx'
import { tied, type WidgetProps } from './tied.ts'

/** An indicator by its title, its formula in words below; one that is no longer declared stays and says so. */
export function IndicatorWidget(props: WidgetProps) {
  const { field, value, set, name } = props
  const indicators = useQuery(queries.indicators)
  const options = (indicators.data ?? []).map((one) => ({ value: one.name, label: `${one.title}（${one.unit}）` }))
  const chosen = typeof value === 'string' ? value : null
  const found = indicators.data?.find((one) => one.name === chosen)
  const gone = chosen !== null && indicators.data !== undefined && !found
  if (gone) options.push({ value: chosen, label: `已停用的指标 ${chosen}` })
  const attributes = tied(props)
  return (
    <>
      <Select
        {...attributes}
        aria-describedby={
          [attributes['aria-describedby'], found ? `i-${name}` : ''].filter(Boolean).join(' ') || undefined
        }
        showSearch={search}
        loading={indicators.isPending}
        options={options}
        value={chosen}
        allowClear={!field.required}
        placeholder="按名称找指标"
        notFoundContent="没有这个名称的指标"
        onChange={(one: string | null) => set(one ?? null)}
      />
      {found ? (
        <p className="help" id={`i-${name}`}>
          {found.says}
        </p>
      ) : null}
      {indicators.error ? (
        <p className="bad" role="alert">
          指标没有取到：{indicators.error.message}
        </p>
      ) : null}
    </>
  )
}
