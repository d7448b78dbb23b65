import { compared, exact, hundred, nothing, plus, type Exact } from '../exact.ts'
import { leavesOf, type Scheme } from '../scheme.ts'

const sum = (texts: readonly string[]): Exact => texts.map(exact).reduce(plus, nothing)
const shown = ({ top, over }: Exact) => String(Number(top) / Number(over))
const decimal = /^\d+(\.\d{1,4})?$/

/** What stands in the way of a scheme being begun, in Chinese words: points of a group that do not sum to 100, a group without leaves, shares beyond the whole. */
export function aSchemeAddsUp(scheme: Scheme): string[] {
  const wrong: string[] = []
  if (scheme.objects.length === 0) wrong.push('还没有考评对象')
  for (const [group, title] of Object.entries(scheme.groups)) {
    if (!scheme.objects.some((one) => one.group === group)) continue
    const leaves = leavesOf(scheme, group)
    const points = sum(leaves.map(({ weight }) => weight))
    if (leaves.length === 0) wrong.push(`“${title}”一组没有指标`)
    else if (compared(points, hundred) !== 0) wrong.push(`“${title}”一组的分值合计是 ${shown(points)}，不是 100`)
  }
  if (scheme.grades.length === 0) wrong.push('还没有等次')
  else if (!scheme.grades.every(({ share }) => decimal.test(share))) wrong.push('等次的占比都填数字')
  else if (compared(sum(scheme.grades.map(({ share }) => share)), hundred) > 0) wrong.push('等次的占比合计超过 100%')
  return wrong
}
