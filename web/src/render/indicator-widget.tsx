import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { createContext, useContext } from 'react'
import { numberWords } from '../indicators/figures.ts'
import { indicators as indicatorsWithin } from '../indicators/readings.ts'
import { search } from './reference-widgets.tsx'
import { tied, type WidgetProps } from './tied.ts'

/** The plan within which a form's indicators are counted; altogether without one. */
export const CountedWithin = createContext<string | null>(null)

/** An indicator by its title, its formula in words and its present number below; one that is no longer declared stays and says so. */
export function IndicatorWidget(props: WidgetProps) {
  const { field, value, set, name } = props
  const indicators = useQuery(indicatorsWithin(useContext(CountedWithin)))
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
          {found.says}现在是 {numberWords(found.number, found.unit)}。
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
