import { adoption, capability, edition, kit, practice } from '#commons/capability'
import { defineRole, may } from '#platform'
import { adopting, consenting, looking } from './cases.ts'
import { reusedElsewhere, takenOver } from './indicators.ts'

const numbers = [reusedElsewhere, takenOver]
const seen = [practice, edition, kit, adoption].map((one) => may(one, ['read'], 'all'))

/** A county's or a bureau's officer: publishes what it has worked out, and takes over what others have. */
export const innovator = defineRole('innovator', {
  title: '创新推广联络员',
  grants: [
    ...seen,
    ...[practice, edition].map((one) => may(one, ['create', 'amend'], 'own-agency')),
    may(adoption, ['create', 'amend'], 'own-agency'),
    may(capability, ['read', 'pack'], 'own-agency'),
    may(looking, ['read', 'resubmit', 'drop', 'retire'], 'own-agency'),
    may(consenting, ['read', 'agree', 'refuse'], 'own-agency'),
    may(adopting, ['read', 'withdraw', 'adopt', 'stop', 'keep', 'goOn'], 'own-agency'),
    ...numbers.map((one) => may(one, ['read'], 'own-agency')),
  ],
})

/** The data bureau's desk that looks editions over. */
export const promoter = defineRole('innovation-promoter', {
  title: '创新推广专员',
  grants: [
    ...seen,
    may(capability, ['read'], 'all'),
    may(looking, ['read', 'publish', 'sendBack', 'retire'], 'all'),
    ...[consenting, adopting].map((one) => may(one, ['read'], 'all')),
    ...numbers.map((one) => may(one, ['read'], 'all')),
  ],
})

/** A leader of the city: sees what is worked out where, and who uses it. */
export const innovationLeader = defineRole('innovation-leader', {
  title: '创新推广领导',
  leads: true,
  grants: [
    ...seen,
    may(capability, ['read'], 'all'),
    ...[looking, consenting, adopting].map((one) => may(one, ['read'], 'all')),
    ...numbers.map((one) => may(one, ['read'], 'all')),
  ],
})
