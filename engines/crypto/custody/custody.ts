/** What can be granted in custody. */
export const custodyActions = ['read', 'create', 'rotate', 'retire', 'destroy', 'stop', 'quota', 'certify'] as const
export type CustodyAction = (typeof custodyActions)[number]

/** What roles are granted on: applications, their keys and certificates, by the agency they belong to. */
export interface Custody {
  readonly kind: 'custody'
  readonly name: string
  readonly title: string
  readonly actions: readonly CustodyAction[]
}

/** Declares that a city holds keys for applications; a city has one custody. */
export const defineCustody = (name: string, d: { title: string }): Custody => ({
  kind: 'custody',
  name,
  ...d,
  actions: custodyActions,
})
