import { dataItem, dataResource } from '#commons/data-resource'
import { acted, registered, type Find, type RecordOf, type SeedAct, type SeedOfficer } from '#platform'
import { agreementRun } from './cases.ts'
import { agreedItem, agreement } from './registers.ts'
import { dataUser, sharingLeader, sharingOfficer, sharingProvider } from './roles.ts'

const civil = 'city-civil-affairs-bureau'

export const officers: SeedOfficer[] = [
  { account: 'dashen', name: '达申', agency: civil, title: '救助处科员', roles: [sharingOfficer, dataUser] },
  { account: 'gongxiang', name: '龚祥', agency: 'city-tax-bureau', title: '数据提供', roles: [sharingProvider] },
  { account: 'shufen', name: '舒芬', agency: 'city-data-bureau', title: '数据共享分管领导', roles: [sharingLeader] },
]

/** What is asked for: wages, which the tax bureau tells. */
const wages = ({ origin }: RecordOf<typeof dataResource>) => origin === 'dataset:taxed-wages'
const named = async (find: Find, name: string) => {
  const { id } = await find(dataResource, wages)
  return (await find(dataItem, (one) => one.resource === id && one.name === name)).id
}
const checked = ({ title }: { title: string }) => title === '核对临时救助家庭的工资'

export const seed: SeedAct[] = [
  registered('2024-10-21', 'dashen', agreement, async (find) => [
    {
      ...{
        title: '核对临时救助家庭的工资',
        resource: (await find(dataResource, wages)).id as never,
        way: 'query' as const,
      },
      ...{ key: (await named(find, 'citizen')) as never, quota: 200, until: '2025-10-20' },
      ...{ purpose: '受理临时救助时核对申请人的工资收入', basis: '《社会救助暂行办法》第五十八条' },
    },
  ]),
  registered('2024-10-21', 'dashen', agreedItem, async (find) =>
    Promise.all(
      ['month', 'monthlyWage'].map(async (name) => ({
        ...{ agreement: (await find(agreement, checked)).id as never, item: (await named(find, name)) as never },
        masked: false,
      })),
    ),
  ),
  acted('2024-10-24', 'gongxiang', agreementRun, checked, { action: 'agree', form: { words: '同意，按协议使用' } }),
]
