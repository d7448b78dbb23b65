import { defineRule } from '#platform'
import { deaths, disabilities, medicalCosts, unemployment, vehicles, wages } from './datasets.ts'
import { household } from './registers.ts'

const yuan = (fen: number) => `${(fen / 100).toFixed(2)} 元`
const here = { subject: household, join: 'headNumber' } as const

export const wagesExceed = defineRule('wages-exceed-declaration', {
  ...here,
  title: '工资高于申报收入',
  evidence: wages,
  holds: (family, told) => family.standing !== 'left' && told.monthlyWage > 2 * family.declaredIncome,
  says: (family, told) => `申报月收入 ${yuan(family.declaredIncome)}，${told.month} 个税工资 ${yuan(told.monthlyWage)}`,
})
export const moreCars = defineRule('more-cars-than-declared', {
  ...here,
  title: '车辆多于申报',
  evidence: vehicles,
  holds: (family, told) => family.standing !== 'left' && told.count > family.cars,
  says: (family, told) => `申报 ${family.cars} 辆，名下登记 ${told.count} 辆`,
})
export const headDied = defineRule('head-died', {
  ...here,
  title: '户主已故',
  evidence: deaths,
  holds: (family, told) => family.standing !== 'left' && told.diedOn !== null,
  says: (_family, told) => `户主 ${told.diedOn} 去世，家庭情况要重新核对`,
})
export const illnessCosts = defineRule('illness-costs', {
  ...here,
  title: '因病支出过大',
  evidence: medicalCosts,
  holds: (family, told) => family.standing === 'watched' && told.ownCost > 3 * family.declaredIncome,
  says: (family, told) =>
    `${told.month} 医疗自付 ${yuan(told.ownCost)}，超过申报月收入 ${yuan(family.declaredIncome)} 的三倍`,
})
export const lostWork = defineRule('lost-work', {
  ...here,
  title: '户主失业',
  evidence: unemployment,
  holds: (family, told) => family.standing === 'watched' && told.unemployed,
  says: () => '户主登记失业，收入可能中断',
})
export const heavilyDisabled = defineRule('heavily-disabled', {
  ...here,
  title: '户主重度残疾',
  evidence: disabilities,
  holds: (family, told) => family.standing === 'watched' && told.valid && told.grade <= 2,
  says: (_family, told) => `户主持有 ${told.grade} 级残疾人证，尚未纳入救助`,
})

/** What may take help away, and what may call for it. */
export const doubts = [wagesExceed, moreCars, headDied]
export const needs = [illnessCosts, lostWork, heavilyDisabled]
