/** The house's dress of a chart, as an ECharts theme: one baseline, one teal, letters of 12 px, and nothing that moves. */
export function houseTheme(fontFamily: string) {
  const text = { fontFamily, fontSize: 12, color: 'var(--ink)' }
  const quiet = { ...text, color: 'var(--ink-3)' }
  // A colour that is a token cannot be made brighter, and need not: the axis shows what is pointed at.
  const still = { silent: true, emphasis: { disabled: true } }
  return {
    animation: false,
    grid: { left: 24, right: 24, top: 28, bottom: 28 },
    categoryAxis: {
      axisLine: { lineStyle: { color: 'var(--line-2)' } },
      axisTick: { show: false },
      axisLabel: { ...quiet, showMaxLabel: true },
    },
    valueAxis: { show: false },
    line: {
      ...still,
      symbol: 'circle',
      symbolSize: 7,
      showAllSymbol: true,
      lineStyle: { color: 'var(--teal)', width: 2 },
      itemStyle: { color: 'var(--teal)' },
      label: { show: true, ...text },
      labelLayout: { hideOverlap: true },
    },
    bar: {
      ...still,
      barCategoryGap: '20%',
      itemStyle: { color: 'var(--line-3)' },
      label: { position: 'top', ...quiet },
    },
    axisPointer: { z: -1 },
    tooltip: {
      trigger: 'axis',
      confine: true,
      transitionDuration: 0,
      axisPointer: { type: 'shadow', shadowStyle: { color: 'var(--wash)' } },
      backgroundColor: 'var(--paper)',
      borderColor: 'var(--line-2)',
      borderRadius: 3,
      padding: [4, 8],
      textStyle: text,
      extraCssText: 'box-shadow: var(--shadow); font-variant-numeric: tabular-nums',
    },
  }
}
