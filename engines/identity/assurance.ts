import { faults } from './faults.ts'
import type { Actor, Assurance } from './index.ts'

const prefix = 'urn:yancheng:assurance:'

/** What the levels are called between systems. @source OpenID Connect Core 2 (acr) */
export const acrs = ([1, 2, 3] as const).map((level) => `${prefix}${level}`)

export const acrOf = (level: Assurance): string => `${prefix}${level}`

/** The lowest level that satisfies what a client asks for; 1 where it asks for nothing that we know. */
export function levelOf(acrValues: string | undefined): Assurance {
  const levels = (acrValues ?? '').split(' ').flatMap((value) => {
    const level = acrs.indexOf(value) + 1
    return level > 0 ? [level as Assurance] : []
  })
  return levels.length > 0 ? (Math.min(...levels) as Assurance) : 1
}

/** Whether the city is sure enough of an actor for an act. @throws identity/step-up-needed */
export function sureEnough(actor: Actor, needs: Assurance | undefined) {
  const has = actor.assurance ?? 1
  if (needs !== undefined && has < needs) throw faults['step-up-needed']({ needs, has })
}
