import type { FieldFace } from '../../../../platform/manifest.ts'
import type { PlanTarget } from './plan-data.ts'

const signs: Record<string, string> = { ge: '≥', gt: '>', eq: '', le: '≤', lt: '<' }
const figures = new Intl.NumberFormat('zh-CN', { maximumFractionDigits: 4 })

/** `≥50 项`, `100%` */
export function targetWords(target: PlanTarget): string {
  const unit = target.unit ?? ''
  const gap = unit === '' || unit === '%' ? '' : ' '
  return `${signs[target.comparator] ?? ''}${figures.format(Number(target.value))}${gap}${unit}`
}

/** The kind's Chinese name as the register declares it. */
export function kindWords(target: PlanTarget, field: FieldFace | undefined): string {
  const title = field?.options?.[target.kind] ?? ''
  return target.standing === 'added' ? `${title} 补充` : title
}
