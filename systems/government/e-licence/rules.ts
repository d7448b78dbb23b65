import type { RecordOf } from '#platform'
import type { licenceRequest } from './registers.ts'

type Asked = RecordOf<typeof licenceRequest>

/** Who extends a licence says until when; who ends it does not. */
export const untilIsLater = ({
  record: { what },
  form: { until },
  today,
}: {
  record: Asked
  form: { until: string | null }
  today: string
}) => {
  if (what === 'cancel') return until ? '注销不填延续的日期' : undefined
  return until && until > today ? undefined : '请填写延续到哪天，要晚于今天'
}

/** A licence after what was decided on it. */
export const asDecided = ({ record: { what }, facts }: { record: Asked; facts: { until?: string | null } }) =>
  what === 'cancel' ? { standing: 'cancelled' as const } : { until: facts.until ?? null }
