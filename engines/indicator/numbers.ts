import type { Ask } from '#kernel/database'
import { numberOf, type Indicator, type Sums } from './index.ts'

/** Whose part of an indicator: what an agency holds, or what lies in an area, by the beginning of its region's code. */
export type Whose = { agency: string } | { area: string }

/** A flow is counted over a year, a level as it stands; within a row, or wherever. */
export interface Counting {
  year: number
  within: string | null
}

/** What an indicator comes to for each of some, whoever asks; null where it is not applicable. */
export async function numbersFor(
  ask: Ask,
  indicator: Indicator,
  { year, within }: Counting,
): Promise<(whose: Whose) => number | null> {
  const lines = await ask<Sums & { agency: string | null; region: string | null }>(
    `select agency, region, sum(value)::float8 as value, sum(among)::float8 as among from measure.sum
     where indicator = $1 and ($2::uuid is null or within is null or within = $2) and (month = '' or month like $3) group by 1, 2`,
    [indicator.name, within, `${year}-%`],
  )
  return (whose) => {
    const sums = { value: 0, among: 0 }
    for (const { agency, region, value, among } of lines)
      if ('agency' in whose ? agency === whose.agency : region?.startsWith(whose.area)) {
        sums.value += value
        sums.among += among
      }
    return numberOf(indicator.formula, sums)
  }
}

/** What each row behind such a number gave, the least first: at most so many. */
export const rowsThatGave = (ask: Ask, indicator: Indicator, whose: Whose, { year, within }: Counting, most: number) =>
  ask<{ id: string; value: number }>(
    `select subject as id, value::float8 as value from measure.part
     where indicator = $1 and ($2::uuid is null or within is null or within = $2) and (month = '' or month like $3)
       and ${'agency' in whose ? 'agency = $4' : 'region ^@ $4'} order by value, subject limit $5`,
    [indicator.name, within, `${year}-%`, 'agency' in whose ? whose.agency : whose.area, most],
  )
