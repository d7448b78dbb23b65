import type { application } from '#commons/service-application'
import type { NewRecord, RecordOf, Seen } from '#platform'
import type { packageApplication, packageItem } from './registers.ts'

type Asked = RecordOf<typeof packageApplication>
type Item = RecordOf<typeof packageItem>

/** The parts of a package that are handled at one stage: an application for each item, with what that item asks and nothing else. */
export const partsAt =
  (stage: Item['stage']) =>
  ({
    record,
    among: { items },
  }: {
    record: Asked
    among: { items: readonly Item[] }
  }): NewRecord<typeof application>[] => {
    const { livesAt, applicant, idNumber, creditCode, mobile, said, words, delivery, address } = record
    const yet = { beside: [], serial: 1, resultFiles: [], door: 'online' as const }
    const whole = { livesAt, applicant, idNumber, creditCode, mobile, said, words, delivery, address }
    return items.filter((one) => one.stage === stage).map(({ item }) => ({ ...yet, ...whole, item }))
  }

/** What is stopped is what the package says stops. */
export const asThePackageSays = ({ record: { onRefusal } }: { record: Asked }) =>
  onRefusal === 'stop' ? undefined : '这件事定的是其余照办，不能停下'

export const lights = {
  done: { title: '办结', shape: 'done' },
  ok: { title: '期限内', shape: 'ok' },
  late: { title: '超期', shape: 'late' },
} as const

export const light = ({ final, dueOn, today }: Seen<typeof packageApplication>): keyof typeof lights =>
  final ? 'done' : dueOn !== null && today > dueOn ? 'late' : 'ok'
