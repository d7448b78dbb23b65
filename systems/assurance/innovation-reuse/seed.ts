import { adoption, edition, kit, practice } from '#commons/capability'
import { acted, registered, type SeedAct, type SeedOfficer } from '#platform'
import { adopting, consenting, looking } from './cases.ts'
import { promoter } from './roles.ts'

export const officers: SeedOfficer[] = [
  { account: 'tuiguang', name: '屠广', agency: 'city-data-bureau', title: '创新推广专员', roles: [promoter] },
]

const villages = '镇村分批上线'
const [asked, answered, taken] = ['2024-09-18', '2024-09-20', '2024-09-23']
const of = (county: string) => (row: { adopter: string | null }) => row.adopter === `${county}-government`

const takesOver = (county: string, reason: string): SeedAct[] => [
  registered(asked, `${county}-data`, adoption, async (find) => [
    { edition: (await find(edition, ({ title }) => title.startsWith(villages))).id as never, reason },
  ]),
  acted(answered, 'dongtai-data', consenting, of(county), { action: 'agree', form: { words: '先改成自己的批次。' } }),
  acted(taken, `${county}-data`, adopting, of(county), { action: 'adopt' }),
]

/** A practice of Dongtai's that two counties run and a third has asked for, and one that is looked over. */
export const seed: SeedAct[] = [
  registered('2024-09-10', 'dongtai-data', practice, [
    {
      title: villages,
      solves: '镇村多、人手少，一步到位办不到：先定批次，每批一年，到了日子自动成为当年任务。',
      origin: '东台镇村数字化试点',
    },
  ]),
  registered('2024-09-11', 'dongtai-data', edition, async (find) => [
    {
      practice: (await find(practice, ({ title }) => title === villages)).id as never,
      title: `${villages} 1.0`,
      says: '三年规划带三批里程碑。采用后改成自己的镇村和日期，启动实施，到日子就督办。',
      kit: (await find(kit, ({ title }) => title.includes('镇村'))).id as never,
    },
  ]),
  acted('2024-09-13', 'tuiguang', looking, ({ title }) => title.startsWith(villages), { action: 'publish' }),
  ...takesOver('sheyang', '镇村数量和东台相近。'),
  ...takesOver('jianhu', '想按批推进。'),
  registered('2024-11-20', 'funing-data', adoption, async (find) => [
    {
      edition: (await find(edition, ({ title }) => title.startsWith(villages))).id as never,
      reason: '明年准备启动镇村上线。',
    },
  ]),
]
