import { defineDataset, field } from '#platform'

const basis = { law: '《社会救助暂行办法》第五十八条', purpose: '核对申请和已获救助家庭的人口、收入和财产' } as const
const citizen = field.citizenNumber()

/** Wages that are taxed. */
export const wages = defineDataset('taxed-wages', {
  title: '个税工资',
  source: 'city-tax-bureau',
  basis,
  key: 'citizen',
  fields: { citizen, month: field.month('月份'), monthlyWage: field.money('月工资') },
})
/** What an illness cost beyond insurance. */
export const medicalCosts = defineDataset('medical-costs', {
  title: '医疗自付费用',
  source: 'city-medical-insurance-bureau',
  basis,
  key: 'citizen',
  fields: { citizen, month: field.month('月份'), ownCost: field.money('个人自付') },
})
/** Disability certificates. */
export const disabilities = defineDataset('disabilities', {
  title: '残疾人证',
  source: 'city-disabled-federation',
  basis,
  key: 'citizen',
  fields: { citizen, grade: field.integer('残疾等级', { min: 1, max: 4 }), valid: field.yesNo('证件有效') },
})
/** Who has lost work. */
export const unemployment = defineDataset('unemployment', {
  title: '失业登记',
  source: 'city-human-resources-bureau',
  basis,
  key: 'citizen',
  fields: { citizen, unemployed: field.yesNo('失业') },
})
/** Who has died. */
export const deaths = defineDataset('deaths', {
  title: '死亡登记',
  source: 'city-civil-affairs-bureau',
  basis,
  key: 'citizen',
  fields: { citizen, diedOn: field.optional(field.date('死亡日期')) },
})
/** Motor vehicles by owner. */
export const vehicles = defineDataset('vehicles', {
  title: '机动车登记',
  source: 'city-public-security-bureau',
  basis,
  key: 'citizen',
  fields: { citizen, count: field.integer('名下车辆', { min: 0, max: 1000, unit: '辆' }) },
})
