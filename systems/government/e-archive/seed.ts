import { fonds } from '#commons/archive'
import { registered, type SeedAct, type SeedOfficer } from '#platform'
import { appraiser, archiveLeader, archivist, cityArchivist } from './roles.ts'

const bureau = 'tinghu-market-regulation-bureau'

export const officers: SeedOfficer[] = [
  { account: 'dangguan', name: '党管', agency: 'city-archives', title: '接收保管科', roles: [cityArchivist] },
  { account: 'dangling', name: '党岭', agency: 'city-archives', title: '副馆长', roles: [archiveLeader] },
  { account: 'danganyuan', name: '安档', agency: bureau, title: '档案管理员', roles: [archivist] },
  { account: 'jianding', name: '简定', agency: bureau, title: '档案鉴定小组成员', roles: [appraiser] },
]

/** Which fonds there are yet. */
const first: [holder: string, title: string, code: string][] = [
  ['tinghu-market-regulation-bureau', '盐城市亭湖区市场监督管理局', 'Z201'],
  ['tinghu-civil-affairs-bureau', '盐城市亭湖区民政局', 'Z202'],
  ['city-market-regulation-bureau', '盐城市市场监督管理局', 'Z101'],
  ['city-civil-affairs-bureau', '盐城市民政局', 'Z102'],
]

/** The fonds of the first agencies. */
export const seed: SeedAct[] = [
  registered(
    '2024-08-30',
    'dangguan',
    fonds,
    first.map(([holder, title, code]) => ({ holder: holder as never, title, code })),
  ),
]
