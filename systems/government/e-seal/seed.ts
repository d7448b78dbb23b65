import { electronicSeal } from '#commons/electronic-seal'
import { acted, established, registered, type NewRecord, type SeedAct, type SeedOfficer } from '#platform'
import { sealing, sealRun } from './cases.ts'
import { sealedLetter } from './registers.ts'
import { letterWriter, sealAuthority, sealKeeper, sealLeader, sealRegistrar } from './roles.ts'

const bureau = 'city-data-bureau'

export const officers: SeedOfficer[] = [
  { account: 'yindengji', name: '尹登', agency: bureau, title: '印章登记员', roles: [sealRegistrar] },
  { account: 'yinshenpi', name: '尹审', agency: bureau, title: '政务服务处处长', roles: [sealAuthority] },
  { account: 'yinguan', name: '印守成', agency: bureau, title: '机要员', roles: [sealKeeper] },
  { account: 'nigao', name: '倪稿', agency: bureau, title: '办公室科员', roles: [letterWriter] },
  { account: 'yinling', name: '尹岭', agency: bureau, title: '副局长', roles: [sealLeader] },
]

type Seal = NewRecord<typeof electronicSeal>

/** Whose seals were the first. */
const first: [holder: string, title: string, use: Seal['use']][] = [
  ['city-data-bureau', '盐城市数据局', 'official'],
  ['city-market-regulation-bureau', '盐城市市场监督管理局', 'licence'],
  ['tinghu-market-regulation-bureau', '盐城市亭湖区市场监督管理局', 'licence'],
  ['city-civil-affairs-bureau', '盐城市民政局', 'licence'],
  ['tinghu-civil-affairs-bureau', '盐城市亭湖区民政局', 'licence'],
  ['city-health-commission', '盐城市卫生健康委员会', 'licence'],
  ['tinghu-health-commission', '盐城市亭湖区卫生健康委员会', 'licence'],
  ['city-transport-bureau', '盐城市交通运输局', 'licence'],
]

const sealOf = ([holder, title, use]: (typeof first)[number]): Partial<Seal> => ({
  ...{ title, holder: holder as Seal['holder'], use, from: '2024-09-01', until: '2029-08-31' },
  why: '首批电子印章，与备案的实物印章一致。',
})

/** The city's authority for certificates, its first seals, and a proof under one of them. */
export const seed: SeedAct[] = [
  established('2024-08-26', 'jimi', 'sm2-sm3'),
  established('2024-08-26', 'jimi', 'ecdsa-p256-sha256'),
  registered('2024-08-28', 'yindengji', electronicSeal, first.map(sealOf)),
  acted('2024-08-29', 'yinshenpi', sealRun, () => true, { action: 'approve', form: { words: '材料齐全，同意制章' } }),
  registered('2024-11-18', 'nigao', sealedLetter, [
    {
      ...{ title: '证明', sort: 'proof', to: '江苏省数据局', number: '盐数证〔2024〕3号' },
      body: '兹证明我市政务数据共享交换平台已于2024年9月完成与省平台的对接，运行正常。\n特此证明。',
    },
  ]),
  acted('2024-11-18', 'yinguan', sealing, () => true, { action: 'seal', form: {} }),
  registered('2024-11-19', 'yindengji', electronicSeal, [
    {
      ...{
        title: '盐城市亭湖区数据局',
        holder: 'tinghu-data-bureau',
        use: 'official',
        from: '2024-12-01',
        until: '2029-11-30',
      },
      why: '机构改革后新刻印章，同步制作电子印章。',
    },
  ]),
]
