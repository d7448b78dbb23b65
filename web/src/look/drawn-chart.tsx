import { BarChart, LineChart, type BarSeriesOption, type LineSeriesOption } from 'echarts/charts'
import { GridComponent, TooltipComponent } from 'echarts/components'
import { init, use, type ComposeOption, type EChartsType } from 'echarts/core'
import { LabelLayout } from 'echarts/features'
import { SVGRenderer } from 'echarts/renderers'
import { useEffect, useRef, type KeyboardEvent } from 'react'
import { houseTheme } from './chart-theme.ts'

use([BarChart, LineChart, GridComponent, TooltipComponent, LabelLayout, SVGRenderer])

/** What a chart draws: data only. Colours are tokens as CSS names them, so that light, dark and paper need no redrawing. */
export type ChartOption = Pick<ComposeOption<BarSeriesOption | LineSeriesOption>, 'xAxis' | 'yAxis' | 'series'>

/** The drawing itself: as wide as its box, its places walked with ← and →. */
export function DrawnChart({ label, says, option }: { label: string; says: string[]; option: ChartOption }) {
  const box = useRef<HTMLDivElement>(null)
  const chart = useRef<EChartsType>(null)
  const place = useRef(says.length)
  useEffect(() => {
    if (!box.current) return
    const drawn = init(box.current, houseTheme(getComputedStyle(box.current).fontFamily))
    const resized = new ResizeObserver(() => drawn.resize())
    resized.observe(box.current)
    chart.current = drawn
    return () => {
      resized.disconnect()
      drawn.dispose()
    }
  }, [])
  useEffect(() => {
    const formatter = (places: { dataIndex: number } | { dataIndex: number }[]) =>
      document.createTextNode(says[[places].flat()[0]?.dataIndex ?? -1] ?? '')
    // Merged into what stands, so that what is pointed at stays pointed at when the numbers are read anew.
    chart.current?.setOption({ ...option, tooltip: { formatter } })
  }, [says, option])
  const walk = (event: KeyboardEvent) => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key]
    if (!step) return
    event.preventDefault()
    place.current = Math.min(says.length - 1, Math.max(0, place.current + step))
    const x = chart.current?.convertToPixel({ xAxisIndex: 0 }, place.current)
    chart.current?.dispatchAction({ type: 'showTip', x, y: event.currentTarget.clientHeight / 2 })
  }
  return (
    <div
      ref={box}
      className="chart"
      role="img"
      aria-label={label}
      tabIndex={0}
      onKeyDown={walk}
      onBlur={() => chart.current?.dispatchAction({ type: 'updateAxisPointer', currTrigger: 'leave' })}
    />
  )
}
