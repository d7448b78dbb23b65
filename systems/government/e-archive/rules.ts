import type { RecordOf } from '#platform'
import type { disposal } from './registers.ts'

type Proposed = RecordOf<typeof disposal>

/** What is kept for good is never destroyed, and nothing before its time. @source 《机关档案管理规定》 art. 51 */
export const itsTimeIsOver = ({ record, today }: { record: Proposed; today: string }) => {
  if (record.expiresOn === null) return '永久保管的档案不能销毁，也不用延长'
  if (record.expiresOn >= today) return `保管期到 ${record.expiresOn} 才满，现在不能处置`
  if (record.what === 'extend' && !(record.until && record.until > today)) return '延长保管要写明延长到哪天，晚于今天'
  return undefined
}

/** An item after what was decided. */
export const asDecided = ({ record }: { record: Proposed }) =>
  record.what === 'destroy' ? { standing: 'destroyed' as const } : { expiresOn: record.until }
