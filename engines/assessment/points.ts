import { compared, dividedBy, exact, hundred, least, minus, most, nothing, plus, times, type Exact } from './exact.ts'
import type { Leaf, Method } from './scheme.ts'

/** What a leaf is scored by: its value, and those of everybody in its group who has one. */
interface Valued {
  value: string
  among: readonly Exact[]
}

const share = (percent: string | null, otherwise: string) => dividedBy(exact(percent ?? otherwise), hundred)
const sum = (numbers: readonly Exact[]) => numbers.reduce(plus, nothing)

/** How far a value reaches its target, 1 for all the way; a value of nothing that should be small reaches the cap. */
function reached({ better, target, cap }: Leaf, value: Exact): Exact {
  const to = exact(target as string)
  if (better === 'more') return dividedBy(value, to)
  return value.top <= 0n ? share(cap, '100') : dividedBy(to, value)
}

/** How many of the others are better. */
const before = ({ better }: Leaf, value: Exact, among: readonly Exact[]) =>
  among.filter((one) => (better === 'more' ? compared(one, value) > 0 : compared(one, value) < 0)).length

const byMethod: Record<Method, (leaf: Leaf, valued: Valued) => Exact> = {
  ratio: (leaf, { value }) => {
    const rate = reached(leaf, exact(value))
    if (compared(rate, share(leaf.floor, '0')) < 0) return nothing
    return times(exact(leaf.weight), least(rate, share(leaf.cap, '100')))
  },
  steps: ({ steps, better }, { value }) => {
    const fits = steps.filter(({ from }) => {
      const apart = compared(exact(value), exact(from))
      return better === 'more' ? apart >= 0 : apart <= 0
    })
    return fits.map(({ points }) => exact(points)).reduce(most, nothing)
  },
  rank: (leaf, { value, among }) => {
    const last = among.length - 1
    const weight = exact(leaf.weight)
    if (last < 1) return weight
    const down = { top: BigInt(before(leaf, exact(value), among)), over: BigInt(last) }
    return minus(weight, times(times(weight, minus(exact('1'), share(leaf.floor, '0'))), down))
  },
  deduct: ({ weight, each, cap }, { value }) => {
    const taken = times(exact(each as string), exact(value))
    return most(nothing, minus(exact(weight), cap === null ? taken : least(exact(cap), taken)))
  },
  bonus: ({ each, cap }, { value }) =>
    most(nothing, least(exact(cap as string), times(exact(each as string), exact(value)))),
  expert: ({ weight }, { value }) => {
    const marks = value.split('/').map(exact).toSorted(compared)
    const kept = marks.length > 2 ? marks.slice(1, -1) : marks
    const mean = dividedBy(sum(kept), { top: BigInt(kept.length), over: 1n })
    return times(exact(weight), dividedBy(mean, hundred))
  },
  veto: () => nothing,
}

/** The points of a leaf before they are rounded, never below 0. @param among the values of its group, its own among them */
export const pointsOf = (leaf: Leaf, value: string, among: readonly Exact[]): Exact =>
  most(nothing, byMethod[leaf.method](leaf, { value, among }))
