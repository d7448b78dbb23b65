/** What can be granted in custody, with what it is called. */
export const custodyWords = {
  ...{ read: '查看', create: '登记应用和密钥', rotate: '轮换密钥', retire: '停用密钥', destroy: '销毁密钥' },
  ...{ stop: '停用应用', quota: '定配额和恢复应用', certify: '签发证书' },
} as const
export type CustodyAction = keyof typeof custodyWords
export const custodyActions = Object.keys(custodyWords) as CustodyAction[]

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
