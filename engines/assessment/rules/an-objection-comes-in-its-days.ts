import type { Begun } from '../begun.ts'
import { faults } from '../faults.ts'
import { leafOf, type Told } from './it-is-told-while-it-is-asked.ts'

/** An objection is to a published leaf of one's own that has a value, in the days that the scheme gives. @throws assessment/not-open */
export function anObjectionComesInItsDays(begun: Begun | undefined, told: Told, now: Date) {
  if (!begun?.publishedAt) throw faults['not-open']({ why: '得分还没有公示' })
  if (begun.finalAt) throw faults['not-open']({ why: '结果已经定稿' })
  if (begun.objectsUntil && now > begun.objectsUntil) throw faults['not-open']({ why: '异议期已经过了' })
  const leaf = leafOf(begun.scheme, told)
  if (!leaf) throw faults['not-open']({ why: '这个单位在这份方案里没有这项指标' })
  if (leaf.source === 'expert') throw faults['not-open']({ why: '专家评分去掉最高和最低后取平均，不能改为一个数' })
}
