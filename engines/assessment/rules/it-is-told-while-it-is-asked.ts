import { faults } from '../faults.ts'
import { leavesOf, type Scheme, type Source } from '../scheme.ts'
import type { Begun } from '../begun.ts'

/** What is told for a leaf of an object. */
export interface Told {
  code: string
  agency: string
}

/**
 * A value is told for a leaf that asks for it, of an object that has the leaf, while the scheme runs and nothing is published.
 * @param until the last day on which it may be told for the first time; null for a correction
 * @throws assessment/not-asked
 */
export function itIsToldWhileItIsAsked(
  begun: Begun | undefined,
  told: Told,
  source: Source,
  { today, until }: { today: string; until: string | null },
) {
  if (!begun) throw faults['not-asked']({ why: '考评还没有启动' })
  if (begun.publishedAt) throw faults['not-asked']({ why: '得分已经公示；有不同意见的，请在异议期内提出异议' })
  if (begun.replacedBy) throw faults['not-asked']({ why: '这一版方案已由新版代替，请在新版里填报' })
  if (until !== null && today > until) throw faults['not-asked']({ why: `自评已在 ${until} 截止` })
  if (leafOf(begun.scheme, told)?.source !== source)
    throw faults['not-asked']({ why: '这个单位在这份方案里没有这项指标，或者它的数据不从这里来' })
}

/** The leaf of an object that something is told of; nothing where the object has none such. */
export function leafOf(scheme: Scheme, { code, agency }: Told) {
  const object = scheme.objects.find((one) => one.agency === agency)
  return object && leavesOf(scheme, object.group).find((leaf) => leaf.code === code)
}
