import { defineSystem } from '#platform'
import { verifyWarning } from './cases.ts'
import { deaths, disabilities, medicalCosts, unemployment, vehicles, wages } from './datasets.ts'
import { openWarnings } from './indicators.ts'
import { pages } from './pages.ts'
import { household, member } from './registers.ts'
import { aidOfficer, dataProvider, householder, householdVisitor } from './roles.ts'
import { doubts, needs } from './rules.ts'

/** Households of low income, watched by what departments know and helped by what is seen. */
export default defineSystem('low-income', {
  title: '低收入人口动态监测',
  owner: 'city-civil-affairs-bureau',
  parts: [
    ...[household, member, wages, medicalCosts, disabilities, unemployment, deaths, vehicles],
    ...[...doubts, ...needs, verifyWarning, openWarnings],
    ...[householder, householdVisitor, aidOfficer, dataProvider],
  ],
  pages,
})
