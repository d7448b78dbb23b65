/** The shortest example of every word for a system, its pages and its demonstration; `docs/words.md` is read off them. */
import {
  acted,
  applied,
  established,
  bespokePage,
  casesPage,
  composed,
  defineSystem,
  issued,
  corrected,
  packed,
  listPage,
  registered,
  type SeedAct,
  type SeedCitizen,
  type SeedOfficer,
  type System,
  type Find,
} from '#platform'
import { visit } from './cases.ts'
import { expert } from './registers.ts'
import { exchange } from './reuse.ts'
import { monthly, readerCard, secretary } from './rights.ts'

// defineSystem
export const committee = defineSystem('expert-committee', {
  title: '专家委员会',
  owner: 'city-data-bureau',
  parts: [expert, secretary],
  pages: [listPage(expert)],
})

// System
export const owners = (all: readonly System[]) => all.map(({ owner }) => owner)

// listPage
export const experts = listPage(expert, {
  title: '专家库',
  meets: [{ for: ['visitor'], in: ['reading'], rank: 60 }],
})

// casesPage
export const visits = casesPage(visit, {
  title: '工程巡查',
  columns: ['lead'],
  meets: [{ for: ['leader'], in: ['home'], rank: 60, title: '看工程', says: '工地到哪一步' }],
})

// bespokePage
export const map = bespokePage('works-map', '工程地图', 'works-map', {
  meets: [{ for: ['officer'], in: ['menu'], rank: 60, icon: 'board', path: 'works-map?all', needs: [visit, 'read'] }],
})

// SeedOfficer
export const officers: SeedOfficer[] = [
  { account: 'zhuan', name: '祝安', agency: 'city-data-bureau', title: '秘书', roles: [secretary] },
]

// SeedCitizen
export const citizens: SeedCitizen[] = [{ account: 'suyulan', name: '苏玉兰', number: '320902196307220029' }]

// registered
export const joined = registered('2024-09-02', 'zhuan', expert, [{ name: '沈知远' }])

// acted
export const visited = acted('2024-09-04', 'zhuan', visit, ({ name }) => name === '东站', {
  action: 'done',
  unit: 'tinghu-government',
  form: {},
  evidence: { name: '巡查记录.txt', text: '一切正常。' },
})

// composed
export const drafted = composed('2024-10-31', 'zhuan', monthly, ({ name }) => name === '沈知远', '2024-10')

// corrected
export const renamed = corrected('2024-09-03', 'zhuan', expert, ({ name }) => name === '沈知远', { name: '沈志远' })

// packed
export const kitMade = packed('2024-09-02', 'zhuan', exchange, expert, ({ name }) => name === '沈知远')

// issued
export const cards = issued('2024-09-02', 'zhuan', readerCard, [
  { holder: 'suyulan', number: 'D000001', until: '2026-12-31' },
])

// Find
export const known = (find: Find) => find(expert, ({ name }) => name === '沈知远')

// established
export const authority = established('2024-08-26', 'zhuan', 'sm2-sm3')

// applied
export const keys = applied('2024-09-02', 'zhuan', '专家系统', [{ name: '签章', algorithm: 'sm2-sm3' }])

// SeedAct
export const seed: SeedAct[] = [joined, visited, drafted, cards, keys]
