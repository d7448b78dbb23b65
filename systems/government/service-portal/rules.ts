import type { NewRecord, RecordOf } from '#platform'
import type { answered, enquiry } from './registers.ts'

type Asked = RecordOf<typeof enquiry>

/** A question goes to another agency than the one that has it. */
export const toAnotherAgency = ({ form, record }: { form: { at: string }; record: Asked }) =>
  form.at === record.at ? '它已经在这个单位' : undefined

/** Only what its asker lets be shared is published. */
export const onlyWhatIsShared = ({
  form,
  record,
}: {
  form: { publishes?: string | null | undefined }
  record: Asked
}) => {
  if (!form.publishes) return undefined
  return record.sharing ? undefined : '提问的人没有同意公开，请把“公开成哪一问”留空'
}

/** What is published of an answer. */
export const asPublished = ({
  record,
  facts,
  today,
}: {
  record: Asked
  facts: { publishes?: string | null | undefined }
  today: string
}): NewRecord<typeof answered>[] => {
  const { item, answer, at } = record
  if (!facts.publishes || !answer || !at) return []
  return [{ item, title: facts.publishes, answer, by: at as never, on: today as never }]
}
