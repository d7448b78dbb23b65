import { defineRole, filing, may } from '#platform'
import { verifyWarning } from './cases.ts'
import { deaths, disabilities, medicalCosts, unemployment, vehicles, wages } from './datasets.ts'
import { openWarnings } from './indicators.ts'
import { household, member } from './registers.ts'

const datasets = [wages, medicalCosts, disabilities, unemployment, deaths, vehicles]

/** Whoever heads a household reads why it was looked into, and says what there is to say. */
export const householder = defineRole('householder', {
  title: '户主',
  heldBy: 'citizens',
  grants: [may(verifyWarning, ['read', 'explain'], 'own')],
})

/** A village's grid worker registers households of the place and goes to see them. */
export const householdVisitor = defineRole('household-visitor', {
  title: '网格员（入户核查）',
  grants: [
    filing(household, 'own-area', {
      asks: ['headName', 'headNumber', 'village', 'members', 'declaredIncome', 'cars'],
    }),
    may(household, ['read', 'amend'], 'own-area'),
    may(member, ['read', 'create', 'amend'], 'own-area'),
    may(verifyWarning, ['read', 'visit'], 'own-area'),
  ],
})

/** A county's civil affairs decide, press, and read what other departments told, for a purpose. */
export const aidOfficer = defineRole('aid-officer', {
  title: '社会救助专员',
  grants: [
    ...[household, member].map((one) => may(one, ['read', 'reveal'], 'own-area')),
    may(verifyWarning, ['read', 'assist', 'watch', 'leave', 'sendBack'], 'own-area'),
    may(openWarnings, ['read'], 'own-area'),
    ...datasets.map((one) => may(one, ['read'], 'all')),
  ],
})

/** Tells what a department knows, for the department alone. */
export const dataProvider = defineRole('data-provider', {
  title: '数据报送员',
  grants: datasets.map((one) => may(one, ['bring'], 'own-agency')),
})
