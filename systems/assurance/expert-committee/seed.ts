import { article } from '#commons/rulebook'
import { acted, registered, type SeedAct, type SeedCitizen, type SeedOfficer } from '#platform'
import { appointment } from './cases.ts'
import { committee, expert, membership, relation, review } from './registers.ts'
import { proposer, secretary } from './roles.ts'

export const officers: SeedOfficer[] = [
  { account: 'zhuanwei', name: '祝安', agency: 'city-data-bureau', title: '秘书', roles: [proposer, secretary] },
]

export const citizens: SeedCitizen[] = [
  { account: 'shenzhiyuan', name: '沈知远', number: '320902196001100104' },
  { account: 'guwendao', name: '顾闻道', number: '320902196102110213' },
]

const people = [
  ['沈知远', '320902196001100104', '盐城工学院', 'data', 'senior'],
  ['顾闻道', '320902196102110213', '盐城师范学院', 'data', 'senior'],
  ['陆明理', '320902196203120322', '市大数据集团', 'data', 'other'],
  ['钱守正', '320902196304130431', '江苏电信盐城分公司', 'security', 'senior'],
  ['孙可行', '320902196405140540', '盐城工学院', 'security', 'other'],
  ['周自远', '32090219650615065X', '盐城师范学院', 'software', 'senior'],
  ['吴求真', '320902196607160769', '市大数据集团', 'software', 'other'],
  ['郑有方', '320902196708170878', '盐城工学院', 'data', 'other'],
] as const

/** Two bodies, eight experts, one of whom declared a relation, and a matter that waits for reviewers. */
export const seed: SeedAct[] = [
  registered('2024-08-20', 'zhuanwei', committee, [
    { name: '盐城市数字化专家委员会', charter: '为数字盐城建设提供咨询、论证和评审。', foundedOn: '2024-08-20' },
    { name: '盐城市数据专家委员会', charter: '为公共数据管理和数据要素流通提供咨询。', foundedOn: '2024-08-20' },
  ]),
  registered(
    '2024-09-02',
    'zhuanwei',
    expert,
    people.map(([name, number, employer, speciality, rank], i) => ({
      ...{ name, number, employer, speciality, rank, mobile: `1390515000${i}` },
    })),
  ),
  registered('2024-09-02', 'zhuanwei', membership, async (find) => {
    const body = await find(committee, ({ name }) => name.includes('数字化'))
    const found = await Promise.all(people.map(([who]) => find(expert, ({ name }) => name === who)))
    return found.map(({ id }) => ({ expert: id, body: body.id, title: '委员', endsOn: '2027-08-31' }))
  }),
  acted('2024-09-04', 'zhuanwei', appointment, ({ endsOn }) => endsOn === '2027-08-31', { action: 'appoint' }),
  registered('2024-09-10', 'zhuanwei', relation, async (find) => [
    {
      expert: (await find(expert, ({ name }) => name === '郑有方')).id,
      sort: 'work' as const,
      with: '市交通局',
      words: '担任其技术顾问',
    },
  ]),
  registered('2024-11-18', 'zhuanwei', review, async (find) => [
    {
      ...{ title: '智慧公交调度系统升级', applicant: '市交通局', meetsOn: '2024-11-28' },
      matter: '论证建设方案、与已有系统的重复，以及预算。',
      basis: (await find(article, ({ words }) => words.includes('组织专家评审'))).id,
    },
  ]),
]
