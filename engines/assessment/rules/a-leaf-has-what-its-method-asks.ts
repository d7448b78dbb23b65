import type { Leaf } from '../scheme.ts'

const above = (text: string | null) => text !== null && Number(text) > 0
const decimal = /^\d+(\.\d{1,4})?$/

/** What a leaf still lacks for its method and source, in Chinese words; nothing when it can be scored. */
export function aLeafHasWhatItsMethodAsks(leaf: Leaf, indicators: ReadonlySet<string>): string[] {
  const { method, source, weight, target, each, cap, steps, indicator } = leaf
  const wrong: string[] = []
  const asks = (holds: boolean, says: string) => {
    if (!holds) wrong.push(says)
  }
  asks((method === 'expert') === (source === 'expert'), '“专家评分”的计分方法和数据来源要一起选')
  asks(source !== 'live' || indicator !== null, '数据来自平台指标的，要选是哪一项')
  asks(indicator === null || indicators.has(indicator), `平台上没有“${indicator}”这项指标`)
  asks(source === 'live' || indicator === null, '选了平台指标的，数据来源要选“平台指标”')
  asks(method !== 'ratio' || above(target), '“与目标值之比”要填大于 0 的目标值')
  asks(method !== 'deduct' || above(each), '“按量扣分”要填每一单位扣几分')
  asks(method !== 'bonus' || (above(each) && above(cap)), '“按量加分”要填每一单位加几分、最多加几分')
  const extra = method === 'bonus' || method === 'veto'
  asks(extra ? Number(weight) === 0 : Number(weight) > 0, extra ? '加分和一票否决的分值是 0' : '分值要大于 0')
  asks(method !== 'steps' || steps.length > 0, '“分段得分”要填各段')
  const written = steps.every(({ from, points }) => decimal.test(from) && decimal.test(points))
  asks(written, '分段的“达到”和“得分”都填数字')
  asks(!written || steps.every(({ points }) => Number(points) <= Number(weight)), '分段的得分不能高于分值')
  return wrong
}
