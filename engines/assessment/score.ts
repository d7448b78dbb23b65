import { type Exact, compared, dividedBy, exact, hundred, minus, nothing, plus, rounded, times } from './exact.ts'
import { pointsOf } from './points.ts'
import { inputOf, leavesOf, type Inputs, type Leaf, type Scheme } from './scheme.ts'

/** What an object has of a leaf. */
export interface LeafScore {
  code: string
  value: string | null
  /** Null where the leaf is left out for want of a value. */
  points: string | null
}

/** What an object has in all. */
export interface Score {
  agency: string
  group: string
  total: string
  /** In its group; equal ones share a rank, as the scheme says. */
  rank: number
  grade: string
  vetoed: boolean
  leaves: readonly LeafScore[]
}

/** What an object has of every leaf, and in all. */
function scored(scheme: Scheme, leaves: readonly Leaf[], agency: string, inputs: Inputs, among: Among) {
  const { places, missing } = scheme
  const each = leaves.map((leaf): LeafScore => {
    const value = inputs.get(inputOf(agency, leaf.code)) ?? null
    if (value !== null) {
      const points = rounded(pointsOf(leaf, value, among.get(leaf.code) ?? []), places)
      return { code: leaf.code, value, points }
    }
    const out = missing === 'left-out' && Number(leaf.weight) > 0
    return { code: leaf.code, value, points: out ? null : rounded(nothing, places) }
  })
  const out = leaves
    .filter((_, i) => each[i]?.points === null)
    .reduce((sum, { weight }) => plus(sum, exact(weight)), nothing)
  const sum = each.reduce((all, { points }) => (points === null ? all : plus(all, exact(points))), nothing)
  const left = minus(hundred, out)
  const total = out.top === 0n ? sum : left.top > 0n ? times(sum, dividedBy(hundred, left)) : nothing
  const vetoed = leaves.some(({ method }, i) => method === 'veto' && Number(each[i]?.value ?? 0) > 0)
  return { total: rounded(total, places), vetoed, leaves: each }
}

type Among = ReadonlyMap<string, readonly Exact[]>
type Scored = ReturnType<typeof scored> & { agency: string; group: string }

/** Who stands before whom: those under a veto last, more before less, and where that is equal as the scheme says. */
function order({ ties }: Scheme, a: Scored, b: Scored): number {
  if (a.vetoed !== b.vetoed) return a.vetoed ? 1 : -1
  const apart = compared(exact(b.total), exact(a.total))
  if (apart !== 0 || ties === 'shared') return apart
  for (const [i, leaf] of a.leaves.entries()) {
    const by = compared(exact(b.leaves[i]?.points ?? '0'), exact(leaf.points ?? '0'))
    if (by !== 0) return by
  }
  return 0
}

/** The grade of a rank among so many: the first whose shares, summed and rounded down, reach it; the last takes the rest. */
function gradeOf({ grades }: Scheme, rank: number, among: number, vetoed: boolean): string {
  const last = grades.at(-1)?.title ?? ''
  if (vetoed) return last
  let shares = nothing
  for (const { title, share } of grades) {
    shares = plus(shares, exact(share))
    const { top, over } = times(dividedBy(shares, hundred), { top: BigInt(among), over: 1n })
    if (BigInt(rank) <= top / over) return title
  }
  return last
}

/** Every score and rank, group by group, the first of each first; equal ones by the object's id. */
export function scoreAll(scheme: Scheme, inputs: Inputs): Score[] {
  return Object.keys(scheme.groups).flatMap((group) => {
    const objects = scheme.objects.filter((one) => one.group === group)
    const leaves = leavesOf(scheme, group)
    const among: Among = new Map(
      leaves
        .filter(({ method }) => method === 'rank')
        .map(({ code }) => [
          code,
          objects.flatMap(({ agency }) =>
            inputs.has(inputOf(agency, code)) ? exact(inputs.get(inputOf(agency, code)) as string) : [],
          ),
        ]),
    )
    const all = objects.map(({ agency }) => ({ agency, group, ...scored(scheme, leaves, agency, inputs, among) }))
    const sorted = all.toSorted((a, b) => order(scheme, a, b) || (a.agency < b.agency ? -1 : 1))
    let rank = 0
    return sorted.map((one, i): Score => {
      const former = sorted[i - 1]
      if (!former || order(scheme, former, one) !== 0) rank = i + 1
      return { ...one, rank, grade: gradeOf(scheme, rank, sorted.length, one.vetoed) }
    })
  })
}
