import { asking } from '#kernel/database'
import type { House } from '#kernel/engine'
import type { Actor } from '#engines/identity'
import { countableOf, indicatorsOf } from '#engines/indicator/run'
import type { Begun } from './begun.ts'
import { faults } from './faults.ts'
import { howOf } from './how.ts'
import { methods, sources, type Assessment, type Leaf, type LeafScore, type Score } from './index.ts'
import type { Origin } from './inputs.ts'
import { headOf, lostOf, scoresOf } from './read.ts'
import { inputOf, leavesOf } from './scheme.ts'
import type { Sight } from './sight.ts'

/** Rows behind a leaf that a sheet shows. */
const mostShown = 20

type Gave = readonly { id: string; value: number }[]

/** One object's sheet: leaf by leaf its value, points, what was lost, and the record that each comes from. @throws assessment/no-such-object */
export async function sheetOf(
  house: House,
  assessment: Assessment,
  { begun, sight }: { begun: Begun; sight: Sight },
  agency: string,
  actor: Actor,
) {
  const { scheme } = begun
  const object = scheme.objects.find((one) => one.agency === agency)
  if (!object || !sight.sheet(agency)) throw faults['no-such-object']()
  const [{ known, scores }, behind] = await Promise.all([
    scoresOf(house, assessment, begun),
    sight.points ? behindOf(house, begun, agency) : new Map<string, Gave>(),
  ])
  const score = scores.find((one) => one.agency === agency) as Score
  const { rank, total, grade, vetoed } = score
  const leaves = leavesOf(scheme, object.group)
  return {
    ...headOf(begun),
    ...{ agency, name: object.name, group: object.group, groupTitle: scheme.groups[object.group] ?? object.group },
    among: scores.filter(({ group }) => group === object.group).length,
    ...(sight.points ? { rank, total, grade, vetoed } : { rank: null, total: null, grade: null, vetoed: false }),
    leaves: await Promise.all(
      leaves.map(async (leaf, i) => ({
        ...faceOf(house, leaf),
        ...pointsOf(leaf, score.leaves[i] as LeafScore, scheme.places, sight.points),
        origin: originOf(assessment, known.origins.get(inputOf(agency, leaf.code))),
        behind: await shownBehind(house, leaf, behind.get(leaf.code) ?? [], actor),
      })),
    ),
    changes: await changesOf(house, begun, agency, leaves),
  }
}

function faceOf(house: House, leaf: Leaf) {
  const { id, code, branch, title, says, weight, method, source, indicator } = leaf
  const counted = indicator === null ? undefined : indicatorsOf(house).get(indicator)
  return {
    ...{ id, code, branch, title, says, weight, method: methods[method], source, from: sources[source] },
    how: howOf(leaf),
    indicator: counted ? { name: counted.name, title: counted.title, unit: counted.unit } : null,
  }
}

const pointsOf = (leaf: Leaf, mine: LeafScore, places: number, seen: boolean) => ({
  value: mine.value,
  points: seen ? mine.points : null,
  lost: seen ? lostOf(leaf, mine, places) : null,
})

function originOf({ registers: { entry, objection } }: Assessment, origin: Origin | undefined) {
  if (!origin) return null
  const register = origin.kind === 'entry' ? entry.name : origin.kind === 'objection' ? objection.name : null
  return { ...origin, register }
}

/** What the rows behind a frozen leaf gave, the least first, by leaf. */
async function behindOf(house: House, begun: Begun, agency: string): Promise<Map<string, Gave>> {
  const rows = await asking(house.database)<{ code: string; behind: Gave }>(
    'select code, behind from assessment.frozen where scheme = $1 and agency = $2',
    [begun.id, agency],
  )
  return new Map(rows.map(({ code, behind }) => [code, behind]))
}

/** The first of them, only those that a reader may also read one by one. */
async function shownBehind(house: House, { indicator }: Leaf, gave: Gave, actor: Actor) {
  const counted = indicator === null ? undefined : indicatorsOf(house).get(indicator)
  if (!counted || gave.length === 0) return []
  const rows = gave.slice(0, mostShown)
  const { titles, path } = countableOf(house, counted)
  const ids = rows.map(({ id }) => id)
  const called = await titles(house, counted.of, actor, ids)
  return rows.flatMap(({ id, value }) => {
    const title = called.get(id)
    return title === undefined ? [] : [{ id, value, title, path: path(counted.of, id) }]
  })
}

interface Before {
  value: string | null
  points: string | null
  total: string
  rank: number
  grade: string
}

/** The objections that were upheld, and what each changed for an object. */
async function changesOf(house: House, begun: Begun, agency: string, leaves: readonly Leaf[]) {
  const rows = await asking(house.database)<{
    at: Date
    code: string
    objection: string
    changed: { from: Before; to: Before }
  }>(
    `select c.at, c.code, c.objection, o as changed from assessment.change c cross join jsonb_array_elements(c.changed) o
     where c.scheme = $1 and o ->> 'agency' = $2 order by c.id`,
    [begun.id, agency],
  )
  return rows.map(({ at, code, objection, changed: { from, to } }) => ({
    ...{ at, code, objection, title: leaves.find((leaf) => leaf.code === code)?.title ?? code },
    ...{ from, to },
  }))
}
