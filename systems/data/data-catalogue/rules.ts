import { isLower } from '#commons/data-grade'
import type { dataResource } from '#commons/data-resource'
import type { RecordOf } from '#platform'
import type { dataGrading } from './registers.ts'

type Resource = RecordOf<typeof dataResource>
type Graded = RecordOf<typeof dataGrading>

/** What stands in the way of telling of a resource. @source 《政务信息资源目录编制指南（试行）》 (共享属性) */
export const readyToPublish = ({ record }: { record: Resource }) => {
  if (record.grade === null) return '还没有定级：先在这个资源下面登记“数据定级”，审核通过再报'
  if (record.kind === 'base' && record.base === null) return '基础信息资源要写明是哪一类'
  if (record.kind === 'base' && record.sharing === 'none') return '基础信息资源不能不予共享'
  if (record.sharing === 'none' && !record.basis) return '不予共享要写明法律、法规或者国家规定的依据'
  if (record.sharing === 'conditional' && !record.condition) return '有条件共享要写明共享条件'
  if (record.opening === 'conditional' && !record.openCondition) return '有条件开放要写明开放条件'
  if (record.opening !== 'closed' && record.sharing === 'none') return '不予共享的不能向社会开放'
  if (record.opening !== 'closed' && record.grade !== 'general') return '重要数据、核心数据不能向社会开放'
  if (record.sharing === 'free' && record.grade === 'core') return '核心数据不能无条件共享'
  return undefined
}

const lowers = ({ grade, before }: Graded) => grade !== null && before !== null && isLower(grade, before)

/** One person may not lower a level alone. */
export const onlyRaises = ({ record }: { record: Graded }) =>
  lowers(record) ? '这是降级，要两个人分别同意：请用“同意降级（第一人）”' : undefined

/** Two agree on lowering and on nothing else. */
export const lowersIt = ({ record }: { record: Graded }) =>
  lowers(record) ? undefined : '这不是降级，一个人同意就可以：请用“同意定级”'

/** A resource once its level is agreed on. What was raised meanwhile is not lowered by an older proposal. */
export const asGraded = ({ record, row }: { record: Graded; row: Resource }) => {
  if (record.grade === null) return undefined
  const agreed = lowers(record) && row.grade === record.before
  return row.grade !== null && isLower(record.grade, row.grade) && !agreed ? undefined : { grade: record.grade }
}
