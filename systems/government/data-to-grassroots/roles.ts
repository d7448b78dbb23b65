import { defineRole, filing, may } from '#platform'
import { provincialHub } from './connections.ts'
import { returned, throughTheProvince } from './indicators.ts'
import { returnedRecord, returnSubscription } from './registers.ts'

const numbers = [returned, throughTheProvince]

/** Whoever keeps the lines to other systems open and looks after what is stuck. */
export const connectionKeeper = defineRole('connection-keeper', {
  title: '对接运维人员',
  grants: [
    may(provincialHub, ['read', 'tend'], 'all'),
    may(returnSubscription, ['read'], 'all'),
    ...numbers.map((one) => may(one, ['read'], 'all')),
  ],
})

/** A county's or a town's own data officer: what came back for the place, and what it wants to be given. */
export const returnReader = defineRole('return-reader', {
  title: '基层数据员',
  grants: [
    may(returnedRecord, ['read'], 'own-area'),
    filing(returnSubscription, 'own-agency', { asks: ['catalogue', 'why'], title: '订阅回流数据' }),
    may(returnSubscription, ['read', 'amend'], 'own-agency'),
  ],
})

/** Those who answer for data that reaches the grassroots. */
export const dataReturnLeader = defineRole('data-return-leader', {
  title: '数据直达分管领导',
  leads: true,
  grants: [
    may(provincialHub, ['read'], 'all'),
    may(returnSubscription, ['read'], 'all'),
    ...numbers.map((one) => may(one, ['read'], 'all')),
  ],
})
