import { asking, type Ask } from '#kernel/database'
import type { House } from '#kernel/engine'
import { defineRoom } from '#kernel/room'
import type { Actor } from '#engines/identity'
import { tableOf } from '#engines/register'
import { begunOf, versionsOf, type Begun } from './begun.ts'
import { minus, exact, compared, nothing, rounded } from './exact.ts'
import { faults } from './faults.ts'
import { scoreAll, type Assessment, type Leaf, type LeafScore, type Score } from './index.ts'
import { knownOf, type Known } from './inputs.ts'
import { inputOf, leavesOf, namesIn } from './scheme.ts'
import { reachFor, sightOf, type Sight } from './sight.ts'

export interface Listed {
  id: string
  title: string
  year: number
  edition: number
  standing: 'draft' | ReturnType<typeof standingOf>
  reportsUntil: string
  freezesOn: Date
  objectsUntil: Date | null
}

/** The schemes of a kind that somebody sees, the newest first: whose they are sees drafts too. */
export async function schemesFor(house: House, assessment: Assessment, actor: Actor): Promise<Listed[]> {
  const rows = await asking(house.database)<Listed & { begun: boolean }>(
    `select t.id, t.title, t.year, t.edition, t.standing, t.reports_until as "reportsUntil", t.freezes_on as "freezesOn",
       s.objects_until as "objectsUntil", s.id is not null as begun
     from ${tableOf(assessment.registers.scheme)} t left join assessment.scheme s on s.id = t.id order by t.year desc, t.id desc limit 200`,
    [],
  )
  const all = reachFor(actor, assessment, 'read').has('all')
  const seen: Listed[] = []
  for (const { begun, ...row } of rows) {
    const scheme = begun ? await begunOf(asking(house.database), row.id) : undefined
    if (all || (scheme && sightOf(house, assessment, scheme, actor))) seen.push(row)
  }
  return seen
}

/** A scheme that was begun, as far as somebody sees into it. @throws assessment/no-such-scheme */
export async function schemeFor(house: House, assessment: Assessment, id: string, actor: Actor) {
  const begun = await begunOf(asking(house.database), id)
  const sight = begun?.kind === assessment.name ? sightOf(house, assessment, begun, actor) : undefined
  if (!begun || !sight) throw faults['no-such-scheme']()
  return { begun, sight }
}

/** What was scored of a scheme that is frozen, and of which inputs, so that it is scored anew only when one has changed. */
export const scoredRoom = defineRoom<Map<string, { stamp: string; scored: Scored }>>('scores of assessments')

interface Scored {
  known: Known
  scores: readonly Score[]
}

/** What changes whenever anything that was told for any version of a scheme comes or changes. */
async function stampOf(ask: Ask, { registers }: Assessment, { id, root, frozenAt }: Begun): Promise<string> {
  const told = [registers.entry, registers.mark, registers.objection].map(
    (register) =>
      `select count(*)::text || '.' || coalesce(sum(t.version), 0) as stamp from ${tableOf(register)} t where t.scheme in (select s.id from assessment.scheme s where s.root = $1)`,
  )
  const rows = await ask<{ stamp: string }>(told.join(' union all '), [root])
  return [id, frozenAt?.toISOString(), ...rows.map(({ stamp }) => stamp)].join(' ')
}

/** Scores as they stand, and where each value comes from; before live leaves are frozen, as they are counted now. */
export async function scoresOf(house: House, assessment: Assessment, begun: Begun): Promise<Scored> {
  const ask = asking(house.database)
  const anew = async (): Promise<Scored> => {
    const known = await knownOf(ask, house, assessment, begun)
    return { known, scores: scoreAll(begun.scheme, known.inputs) }
  }
  if (!begun.frozenAt) return anew()
  const kept = house.rooms.get(scoredRoom)
  const stamp = await stampOf(ask, assessment, begun)
  const last = kept.get(begun.id)
  if (last?.stamp === stamp) return last.scored
  const scored = await anew()
  kept.set(begun.id, { stamp, scored })
  return scored
}

/** The points that a leaf lacks to be full, as it is rounded; null where none are, or where it is left out. */
export const lostOf = (leaf: Leaf, { points }: LeafScore, places: number): string | null => {
  if (points === null) return null
  const lost = minus(exact(leaf.weight), exact(points))
  return compared(lost, nothing) > 0 ? rounded(lost, places) : null
}

const standingOf = ({ replacedBy, finalAt, publishedAt }: Begun) =>
  replacedBy
    ? ('replaced' as const)
    : finalAt
      ? ('final' as const)
      : publishedAt
        ? ('published' as const)
        : ('begun' as const)

/** What stands above a scheme's board and above a sheet. */
export const headOf = (begun: Begun) => {
  const { id, scheme, digest, reportsUntil, freezesAt, frozenAt, publishedAt, objectsUntil, finalAt } = begun
  const { title, year, edition, places, missing, ties, grades } = scheme
  return {
    ...{ id, title, year, edition, standing: standingOf(begun), digest, places, missing, ties },
    ...{ grades: [...grades], reportsUntil, freezesAt, frozenAt, publishedAt, objectsUntil, finalAt },
  }
}

const told = (begun: Begun, known: Known, agency: string, group: string) => {
  const leaves = leavesOf(begun.scheme, group)
  return { of: leaves.length, there: leaves.filter(({ code }) => known.inputs.has(inputOf(agency, code))).length }
}

/** The ranking group by group; beside a version's own results those of the one whose place it took. */
export async function boardOf(house: House, assessment: Assessment, { begun, sight }: { begun: Begun; sight: Sight }) {
  const { scheme } = begun
  const versions = await versionsOf(asking(house.database), begun.root)
  const [{ known, scores }, former] = [
    await scoresOf(house, assessment, begun),
    versions.findLast(({ replacedBy }) => replacedBy === begun.id),
  ]
  const before = former && sight.points ? (await scoresOf(house, assessment, former)).scores : []
  const named = namesIn(scheme)
  const shows = ({ agency }: Score) => sight.ranking || sight.sheet(agency)
  return {
    ...headOf(begun),
    versions: versions.map(({ id, scheme: { edition }, ...one }) => ({
      id,
      edition,
      standing: standingOf(one as Begun),
    })),
    former: former && { id: former.id, edition: former.scheme.edition },
    groups: Object.entries(scheme.groups).map(([name, title]) => ({
      ...{ name, title },
      rows: scores
        .filter((one) => one.group === name && shows(one))
        .map((one) => {
          const { agency, rank, total, grade, vetoed } = one
          const last = before.find((score) => score.agency === agency)
          const points = sight.points
            ? { rank, total, grade, vetoed }
            : { rank: null, total: null, grade: null, vetoed: false }
          return {
            ...{ agency, name: named.get(agency) ?? agency, ...points },
            told: sight.sheet(agency) ? told(begun, known, agency, name) : null,
            former: last ? { rank: last.rank, total: last.total } : null,
            lost: sight.points && sight.sheet(agency) ? mostLost(begun, one) : [],
          }
        }),
    })),
  }
}

/** The three leaves by which an object lost most. */
function mostLost({ scheme }: Begun, { group, leaves }: Score) {
  return leavesOf(scheme, group)
    .map((leaf, i) => ({ leaf, mine: leaves[i] as LeafScore }))
    .filter(({ mine }) => mine.points !== null)
    .toSorted((a, b) => apart(b) - apart(a))
    .slice(0, 3)
    .flatMap(({ leaf, mine }) => {
      const lost = lostOf(leaf, mine, scheme.places)
      return lost === null ? [] : [{ code: leaf.code, title: leaf.title, lost }]
    })
}

const apart = ({ leaf, mine }: { leaf: Leaf; mine: LeafScore }) => Number(leaf.weight) - Number(mine.points)
