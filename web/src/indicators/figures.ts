const figures = new Intl.NumberFormat('zh-CN', { maximumFractionDigits: 2 })

/** 1,234.5 */
export function figure(number: number): string {
  return figures.format(number)
}

/** `1 件`, `14.33%`; 不适用 for a share or a mean of nothing. */
export function numberWords(number: number | null | undefined, unit: string): string {
  if (number === null || number === undefined) return '不适用'
  return unit === '%' ? `${figure(number)}%` : `${figure(number)} ${unit}`
}

/** The unit of a difference: a share moves by 个百分点. */
export function changeUnit(unit: string): string {
  return unit === '%' ? '个百分点' : unit
}

/** 2024年10月 */
export function monthWords(month: string): string {
  return `${month.slice(0, 4)}年${Number(month.slice(5))}月`
}
