import { registered, told, type SeedAct, type SeedOfficer } from '#platform'
import { wages } from './datasets.ts'
import { household } from './registers.ts'
import { aidOfficer, dataProvider, householdVisitor } from './roles.ts'

export const officers: SeedOfficer[] = [
  { account: 'cunxin', name: '村新', agency: 'tinghu-government', title: '村居网格员', roles: [householdVisitor] },
  {
    account: 'tingmin',
    name: '廷民',
    agency: 'tinghu-civil-affairs-bureau',
    title: '社会救助科科长',
    roles: [aidOfficer],
  },
  { account: 'shuiwu', name: '水务本', agency: 'city-tax-bureau', title: '数据科科员', roles: [dataProvider] },
]

const income = { declaredIncome: 62_000, village: '320902001001', cars: 0 }

/** Two households of one village, and what a department knows of one. */
export const seed: SeedAct[] = [
  registered('2024-09-10', 'cunxin', household, [
    { ...income, headName: '顾建平', headNumber: '320902195803150010', members: 2 },
    { ...income, headName: '苏玉兰', headNumber: '320902196307220029', members: 1 },
  ]),
  told('2024-11-14', 'shuiwu', wages, [{ citizen: '320902195803150010', month: '2024-10', monthlyWage: 480_000 }]),
]
