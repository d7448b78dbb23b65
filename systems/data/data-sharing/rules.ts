import type { RecordOf } from '#platform'
import type { agreedItem, agreement } from './registers.ts'

type Agreement = RecordOf<typeof agreement>
type Item = RecordOf<typeof agreedItem>

/** What is agreed on can be called: it names its field, its day, data of the platform's own. */
export const canBeAgreed = ({ record, today }: { record: Agreement; today: string }) => {
  if (record.until < today) return `“用到哪天”是 ${record.until}，已经过了`
  if (record.keyOf !== record.resource) return '“按哪一项查”不是这个数据资源的信息项'
  if (record.origin === null) return '这个数据资源不在本平台上，还不能按协议调用：请先挂接'
  return undefined
}

/** Only fields of the resource that was asked for, and at least one. */
export const onlyItsItems = (rows: readonly Item[]) => {
  if (rows.length === 0) return '没有写要哪些信息项：先在协议下面添加'
  const stray = rows.find(({ of, asked }) => of !== asked)
  return stray ? `“${stray.title}”不是这个数据资源的信息项` : undefined
}
