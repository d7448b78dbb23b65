import type { Ask } from '#kernel/database'
import type { House } from '#kernel/engine'
import { tableOf } from '#engines/register'
import { directoryOf } from '#engines/identity/run'
import { indicatorsOf, numbersFor, type Counting, type Whose } from '#engines/indicator/run'
import { versionsOf, type Begun } from './begun.ts'
import type { Assessment } from './index.ts'
import { inputOf, leavesOf, type Inputs } from './scheme.ts'

/** Where a value comes from: the row in which it was told, or by which an objection changed it. */
export interface Origin {
  kind: 'entry' | 'objection' | 'frozen' | 'live' | 'marks'
  id: string | null
  standing: string | null
}

/** Everything that scores are made of, and where each comes from. */
export interface Known {
  inputs: Inputs
  origins: ReadonlyMap<string, Origin>
}

interface ToldRow {
  id: string
  leaf: string
  agency: string
  value: string
  standing: string
}

/** Whose part of a live number an object has. */
export function whoseOf(city: Pick<House, 'rooms'>, { groups }: Assessment, agency: string, group: string): Whose {
  const area = groups[group]?.counts === 'area' ? directoryOf(city).agencies.get(agency)?.region : undefined
  return area === undefined ? { agency } : { area }
}

/** The values that were told for any version of a scheme, by leaf and object; a later version's stand after a former's. */
async function toldIn(ask: Ask, { registers }: Assessment, root: string) {
  const versions = await versionsOf(ask, root)
  const codes = new Map(versions.flatMap(({ scheme }) => scheme.leaves.map(({ id, code }) => [id, code] as const)))
  const coded = <R extends { leaf: string }>(rows: readonly R[]) =>
    rows.flatMap((row) => {
      const code = codes.get(row.leaf)
      return code === undefined ? [] : [{ ...row, code }]
    })
  const ids = [versions.map(({ id }) => id)]
  const columns = 'id, leaf, assessed as agency, standing'
  const entries = await ask<ToldRow>(
    `select ${columns}, value::text from ${tableOf(registers.entry)} where scheme = any($1::uuid[]) and standing <> 'returned' order by scheme, id`,
    ids,
  )
  const marks = await ask<{ leaf: string; agency: string; marks: string }>(
    `select leaf, assessed as agency, string_agg(score::text, '/' order by judge, id) as marks from ${tableOf(registers.mark)}
     where scheme = any($1::uuid[]) group by scheme, leaf, assessed order by scheme`,
    ids,
  )
  const upheld = await ask<ToldRow>(
    `select ${columns}, decided::text as value from ${tableOf(registers.objection)} where scheme = any($1::uuid[]) and standing = 'upheld' order by amended_at, id`,
    ids,
  )
  return { entries: coded(entries), marks: coded(marks), upheld: coded(upheld) }
}

/** The live numbers of a scheme: as they were frozen, or as they stand now. */
async function liveIn(ask: Ask, house: House, assessment: Assessment, begun: Begun): Promise<[string, string][]> {
  if (begun.frozenAt) {
    const rows = await ask<{ code: string; agency: string; value: string | null }>(
      'select code, agency, value from assessment.frozen where scheme = $1',
      [begun.id],
    )
    return rows.flatMap(({ code, agency, value }) => (value === null ? [] : [[inputOf(agency, code), value]]))
  }
  return (await countLive(ask, house, assessment, begun)).flatMap(({ agency, code, value }) =>
    value === null ? [] : [[inputOf(agency, code), value] as [string, string]],
  )
}

/** Every live leaf of every object as it is counted now. */
export async function countLive(ask: Ask, house: House, assessment: Assessment, { scheme }: Begun) {
  const counting: Counting = { year: scheme.year, within: scheme.within }
  const numbers = new Map<string, (whose: Whose) => number | null>()
  for (const { indicator } of scheme.leaves) {
    const counted = indicator === null ? undefined : indicatorsOf(house).get(indicator)
    if (counted && !numbers.has(counted.name)) numbers.set(counted.name, await numbersFor(ask, counted, counting))
  }
  return scheme.objects.flatMap(({ agency, group }) =>
    leavesOf(scheme, group)
      .filter(({ source }) => source === 'live')
      .map(({ code, indicator }) => {
        const whose = whoseOf(house, assessment, agency, group)
        const number = numbers.get(indicator as string)?.(whose) ?? null
        return {
          code,
          agency,
          indicator: indicator as string,
          whose,
          counting,
          value: number === null ? null : String(number),
        }
      }),
  )
}

/** All that the scores of a scheme are made of, as it lies there. */
export async function gather(ask: Ask, house: House, assessment: Assessment, begun: Begun) {
  const live = await liveIn(ask, house, assessment, begun)
  return { frozen: begun.frozenAt !== null, live, ...(await toldIn(ask, assessment, begun.root)) }
}

/** Each value with where it comes from: what was told stands before what was counted, what an objection decided before both. @param without an objection that is left out of account */
export function knownFrom(
  { frozen, live, entries, marks, upheld }: Awaited<ReturnType<typeof gather>>,
  without?: string,
): Known {
  const inputs = new Map<string, string>()
  const origins = new Map<string, Origin>()
  const takes = (at: string, value: string, origin: Origin) => {
    inputs.set(at, value)
    origins.set(at, origin)
  }
  const nobody = { id: null, standing: null }
  for (const [at, value] of live) takes(at, value, { kind: frozen ? 'frozen' : 'live', ...nobody })
  for (const { id, code, agency, value, standing } of entries)
    takes(inputOf(agency, code), value, { kind: 'entry', id, standing })
  for (const { code, agency, marks: value } of marks) takes(inputOf(agency, code), value, { kind: 'marks', ...nobody })
  for (const { id, code, agency, value, standing } of upheld)
    if (id !== without) takes(inputOf(agency, code), value, { kind: 'objection', id, standing })
  return { inputs, origins }
}

/** What the scores of a scheme are made of. */
export const knownOf = async (...asked: Parameters<typeof gather>): Promise<Known> => knownFrom(await gather(...asked))
