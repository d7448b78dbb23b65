/** An agency of the city. Ids are permanent. */
export interface CityAgency {
  id: string
  name: string
  fullName: string
  kind:
    | 'party'
    | 'government'
    | 'institution'
    | 'vertical'
    | 'operator'
    | 'enterprise'
    | 'county'
    | 'zone'
    | 'park'
    | 'mediation-centre'
    | 'service-hall'
    | keyof typeof branchKinds
    | 'town-government'
    | 'street-office'
    | 'area-committee'
    | 'farm'
    | 'village-committee'
    | 'residents-committee'
  region: string
  aliases?: string[]
}

type Row = [id: string, name: string, fullName: string, aliases?: string[]]
const of = (kind: CityAgency['kind'], rows: Row[]): CityAgency[] =>
  rows.map(([id, name, fullName, aliases]) => ({
    id: `city-${id}`,
    name,
    fullName,
    kind,
    region: '3209',
    ...(aliases && { aliases }),
  }))

const party = of('party', [
  ['party-office', '市委办公室', '中共盐城市委办公室', ['市委办']],
  ['organisation-department', '市委组织部', '中共盐城市委组织部'],
  ['publicity-department', '市委宣传部', '中共盐城市委宣传部'],
  ['politics-law-commission', '市委政法委', '中共盐城市委政法委员会'],
  ['cyberspace-office', '市委网信办', '中共盐城市委网络安全和信息化委员会办公室', ['市网信办']],
  ['confidential-bureau', '市委机要局', '中共盐城市委机要局', ['市密码管理局']],
  ['staffing-office', '市委编办', '中共盐城市委机构编制委员会办公室'],
  ['archives-bureau', '市档案局', '盐城市档案局'],
])

const government = of('government', [
  ['government-office', '市政府办公室', '盐城市人民政府办公室', ['市府办', '市政府办']],
  ['data-bureau', '市数据局', '盐城市数据局'],
  ['development-reform-commission', '市发改委', '盐城市发展和改革委员会'],
  ['education-bureau', '市教育局', '盐城市教育局'],
  ['science-bureau', '市科技局', '盐城市科学技术局'],
  ['industry-bureau', '市工信局', '盐城市工业和信息化局'],
  ['public-security-bureau', '市公安局', '盐城市公安局'],
  ['civil-affairs-bureau', '市民政局', '盐城市民政局'],
  ['justice-bureau', '市司法局', '盐城市司法局'],
  ['finance-bureau', '市财政局', '盐城市财政局'],
  ['human-resources-bureau', '市人社局', '盐城市人力资源和社会保障局'],
  ['natural-resources-bureau', '市自然资源和规划局', '盐城市自然资源和规划局', ['市资规局']],
  ['ecology-bureau', '市生态环境局', '盐城市生态环境局'],
  ['housing-bureau', '市住建局', '盐城市住房和城乡建设局'],
  ['city-management-bureau', '市城管局', '盐城市城市管理局'],
  ['transport-bureau', '市交通局', '盐城市交通运输局', ['市交通运输局']],
  ['water-bureau', '市水利局', '盐城市水利局'],
  ['agriculture-bureau', '市农业农村局', '盐城市农业农村局'],
  ['commerce-bureau', '市商务局', '盐城市商务局'],
  ['culture-tourism-bureau', '市文广旅局', '盐城市文化广电和旅游局'],
  ['health-commission', '市卫健委', '盐城市卫生健康委员会'],
  ['veterans-bureau', '市退役军人事务局', '盐城市退役军人事务局'],
  ['emergency-bureau', '市应急管理局', '盐城市应急管理局', ['市应急局']],
  ['audit-bureau', '市审计局', '盐城市审计局'],
  ['market-regulation-bureau', '市市场监管局', '盐城市市场监督管理局', ['市场监管局']],
  ['statistics-bureau', '市统计局', '盐城市统计局'],
  ['medical-insurance-bureau', '市医保局', '盐城市医疗保障局'],
  ['sports-bureau', '市体育局', '盐城市体育局'],
  ['state-assets-commission', '市国资委', '盐城市人民政府国有资产监督管理委员会'],
  ['complaints-bureau', '市信访局', '盐城市信访局'],
  ['financial-office', '市委金融办', '中共盐城市委金融委员会办公室'],
  ['forestry-bureau', '市林业局', '盐城市林业局'],
  ['foreign-affairs-office', '市外办', '盐城市人民政府外事办公室'],
  ['offices-administration', '市机关事务管理局', '盐城市机关事务管理局'],
  ['defence-mobilisation-office', '市国动办', '盐城市国防动员办公室'],
])

const institutions = of('institution', [
  ['big-data-centre', '市大数据管理中心', '盐城市大数据管理中心', ['市大数据中心']],
  ['archives', '市档案馆', '盐城市档案馆'],
  ['housing-fund-centre', '市住房公积金管理中心', '盐城市住房公积金管理中心'],
  ['public-resources-centre', '市公共资源交易中心', '盐城市公共资源交易中心'],
  ['supply-marketing-cooperative', '市供销社', '盐城市供销合作总社'],
  ['disabled-federation', '市残联', '盐城市残疾人联合会'],
  ['wetland-centre', '市湿地和世界自然遗产保护管理中心', '盐城市湿地和世界自然遗产保护管理中心'],
])

const vertical = of('vertical', [
  ['communications-office', '市通管办', '盐城市通信行业管理办公室'],
  ['fire-brigade', '市消防支队', '盐城市消防救援支队', ['市消防救援支队']],
  ['tax-bureau', '市税务局', '国家税务总局盐城市税务局'],
  ['weather-bureau', '市气象局', '盐城市气象局'],
  ['customs', '盐城海关', '中华人民共和国盐城海关'],
  ['central-bank-branch', '人民银行盐城市分行', '中国人民银行盐城市分行'],
  ['tobacco-bureau', '市烟草专卖局', '盐城市烟草专卖局'],
  ['post-bureau', '市邮政管理局', '盐城市邮政管理局'],
  ['power-supply', '国网盐城供电公司', '国网江苏省电力有限公司盐城供电分公司', ['市供电公司']],
])

const operators = of('operator', [
  ['telecom', '盐城电信', '中国电信股份有限公司盐城分公司'],
  ['mobile', '盐城移动', '中国移动通信集团江苏有限公司盐城分公司'],
  ['unicom', '盐城联通', '中国联合网络通信有限公司盐城市分公司'],
  ['tower', '盐城铁塔', '中国铁塔股份有限公司盐城市分公司'],
])

const enterprises = of('enterprise', [['big-data-group', '市大数据集团', '盐城市大数据集团有限公司']])

const parks: CityAgency[] = [
  {
    id: 'binhai-port-park',
    name: '滨海港工业园区',
    fullName: '江苏滨海港工业园区管理委员会',
    kind: 'park',
    region: '320922',
  },
]

/** The eleven units that the plan's letter addresses: nine counties and districts, two zones. */
const units: CityAgency[] = (
  [
    ['tinghu', '亭湖区', '320902'],
    ['yandu', '盐都区', '320903'],
    ['dafeng', '大丰区', '320904'],
    ['xiangshui', '响水县', '320921'],
    ['binhai', '滨海县', '320922'],
    ['funing', '阜宁县', '320923'],
    ['sheyang', '射阳县', '320924'],
    ['jianhu', '建湖县', '320925'],
    ['dongtai', '东台市', '320981'],
    ['etdz', '盐城经开区', '320971'],
    ['yannan', '盐南高新区', '3209YN'],
  ] as const
).map(([id, name, region]) => {
  const zone = id === 'etdz' || id === 'yannan'
  const fullName = id === 'etdz' ? '盐城经济技术开发区管理委员会' : zone ? `${name}管理委员会` : `${name}人民政府`
  const aliases = id === 'etdz' ? ['经开区', '盐城经济技术开发区'] : zone ? ['盐南高新区管委会'] : []
  return { id: `${id}-government`, name, fullName, kind: zone ? 'zone' : 'county', region, aliases }
})

const branchKinds = {
  'data-bureau': '数据局',
  'development-reform-commission': '发改委',
  'education-bureau': '教育局',
  'industry-bureau': '工信局',
  'public-security-bureau': '公安局',
  'civil-affairs-bureau': '民政局',
  'human-resources-bureau': '人社局',
  'ecology-bureau': '生态环境局',
  'housing-bureau': '住建局',
  'agriculture-bureau': '农业农村局',
  'commerce-bureau': '商务局',
  'culture-tourism-bureau': '文广旅局',
  'health-commission': '卫健委',
  'emergency-bureau': '应急管理局',
  'market-regulation-bureau': '市场监管局',
}

/** Each unit's own bureaux, each of the kind of the city's that it answers to: the civil affairs bureau of that county. */
const branches: CityAgency[] = units.flatMap((unit) =>
  Object.entries(branchKinds).map(([id, name]) => ({
    id: `${unit.id.replace(/-government$/, '')}-${id}`,
    name: `${unit.name}${name}`,
    fullName: `${unit.name}${name}`,
    kind: id as keyof typeof branchKinds,
    region: unit.region,
  })),
)

/** Where disputes are taken in and mediated: the city's own centre, and one in each unit. */
const mediationCentres: CityAgency[] = [{ id: 'city', name: '市', region: '3209' }, ...units].map(
  ({ id, name, region }) => ({
    id: `${id.replace(/-government$/, '')}-mediation-centre`,
    name: `${name}矛盾调解中心`,
    fullName: `${id === 'city' ? '盐城市' : name}社会矛盾纠纷调处化解中心`,
    kind: 'mediation-centre',
    region,
  }),
)

/** Where one window takes in whatever is asked of any agency: the city's own hall, and one in each unit. */
const serviceHalls: CityAgency[] = [{ id: 'city', name: '市', region: '3209' }, ...units].map(
  ({ id, name, region }) => ({
    id: `${id.replace(/-government$/, '')}-service-hall`,
    name: `${name}政务服务中心`,
    fullName: `${id === 'city' ? '盐城市' : name}政务服务中心`,
    kind: 'service-hall',
    region,
  }),
)

export const agencies: readonly CityAgency[] = [
  ...party,
  ...government,
  ...institutions,
  ...vertical,
  ...operators,
  ...enterprises,
  ...parks,
  ...units,
  ...branches,
  ...mediationCentres,
  ...serviceHalls,
]
