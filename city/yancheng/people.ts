/** People of the demonstration city. None of them exists. */
export interface DemoOfficer {
  account: string
  name: string
  agency: string
  title: string
  roles: string[]
}

const units = [
  'tinghu',
  'yandu',
  'dafeng',
  'xiangshui',
  'binhai',
  'funing',
  'sheyang',
  'jianhu',
  'dongtai',
  'etdz',
  'yannan',
]
const unitPeople = ['沈亭月', '陆都文', '丰海澜', '向水清', '滨涛', '傅宁', '佘洋', '简湖生', '董台秋', '经纬', '南舟']

export const officers: DemoOfficer[] = [
  {
    account: 'zhoumingyuan',
    name: '周明远',
    agency: 'city-data-bureau',
    title: '督查处处长',
    roles: [
      ...['plan-supervisor', 'task-officer', 'joint-meeting-member', 'identity-administrator', 'crypto-officer'],
      'assessed-officer',
    ],
  },
  {
    account: 'guqinghe',
    name: '顾清荷',
    agency: 'city-data-bureau',
    title: '督查处科员',
    roles: ['plan-supervisor', 'crypto-officer'],
  },
  ...(
    [
      ['haichao', '海潮', '副秘书长'],
      ['jianghuaiyuan', '江怀远', '副市长'],
      ['yuminsheng', '余民生', '二级巡视员'],
    ] as const
  ).map(([account, name, title]): DemoOfficer => ({
    ...{ account, name, title, agency: 'city-government-office' },
    roles: ['city-leader', 'joint-meeting-leader', 'assessment-leader', 'innovation-leader'],
  })),
  {
    account: 'wangan',
    name: '王安',
    agency: 'city-cyberspace-office',
    title: '网络安全处处长',
    roles: ['task-officer', 'joint-meeting-member', 'ledger-auditor', 'assessed-officer'],
  },
  {
    account: 'jimi',
    name: '纪密',
    agency: 'city-confidential-bureau',
    title: '密码管理处处长',
    roles: ['task-officer', 'crypto-authority', 'assessed-officer'],
  },
  {
    account: 'gongxin',
    name: '龚欣',
    agency: 'city-industry-bureau',
    title: '数字经济处处长',
    roles: ['task-officer', 'joint-meeting-member', 'assessed-officer'],
  },
  {
    account: 'tianye',
    name: '田野',
    agency: 'city-agriculture-bureau',
    title: '信息中心主任',
    roles: ['task-officer', 'assessed-officer'],
  },
  {
    account: 'fazhan',
    name: '樊展',
    agency: 'city-development-reform-commission',
    title: '规划处处长',
    roles: ['task-officer', 'joint-meeting-member', 'assessed-officer'],
  },
  {
    account: 'jiaoyu',
    name: '焦语',
    agency: 'city-education-bureau',
    title: '电教馆馆长',
    roles: ['task-officer', 'assessed-officer'],
  },
  {
    account: 'weijian',
    name: '魏健',
    agency: 'city-health-commission',
    title: '规划信息处处长',
    roles: ['task-officer', 'assessed-officer'],
  },
  {
    account: 'renshe',
    name: '任舍',
    agency: 'city-human-resources-bureau',
    title: '信息中心主任',
    roles: ['task-officer', 'assessed-officer'],
  },
  {
    account: 'minzheng',
    name: '闵正',
    agency: 'city-civil-affairs-bureau',
    title: '社会救助处处长',
    roles: ['task-officer', 'joint-meeting-member', 'assessed-officer'],
  },
  {
    account: 'yibao',
    name: '易宝',
    agency: 'city-medical-insurance-bureau',
    title: '信息处处长',
    roles: ['task-officer', 'assessed-officer'],
  },
  {
    account: 'caizheng',
    name: '蔡正',
    agency: 'city-finance-bureau',
    title: '信息中心主任',
    roles: ['task-officer', 'joint-meeting-member', 'assessed-officer'],
  },
  {
    account: 'tiyu',
    name: '狄宇',
    agency: 'city-sports-bureau',
    title: '群体处处长',
    roles: ['task-officer', 'assessed-officer'],
  },
  {
    account: 'dangan',
    name: '党安',
    agency: 'city-archives-bureau',
    title: '业务处处长',
    roles: ['task-officer', 'assessed-officer'],
  },
  {
    account: 'sifa',
    name: '司法治',
    agency: 'city-justice-bureau',
    title: '执法监督处处长',
    roles: ['task-officer', 'assessed-officer'],
  },
  {
    account: 'zhengfa',
    name: '郑法',
    agency: 'city-politics-law-commission',
    title: '基层治理处处长',
    roles: ['task-officer', 'assessed-officer'],
  },
  {
    account: 'gongan',
    name: '龚安',
    agency: 'city-public-security-bureau',
    title: '科信支队支队长',
    roles: ['task-officer', 'assessed-officer'],
  },
  {
    account: 'zhujian',
    name: '朱建',
    agency: 'city-housing-bureau',
    title: '城建处处长',
    roles: ['task-officer', 'assessed-officer'],
  },
  {
    account: 'dashuju',
    name: '达书举',
    agency: 'city-big-data-group',
    title: '战略部部长',
    roles: ['task-officer', 'assessed-officer'],
  },
  {
    account: 'xuanchuan',
    name: '宣川',
    agency: 'city-publicity-department',
    title: '文艺处处长',
    roles: ['task-officer', 'assessed-officer'],
  },
  {
    account: 'wenlv',
    name: '文旅生',
    agency: 'city-culture-tourism-bureau',
    title: '科技处处长',
    roles: ['task-officer', 'scanner-keeper', 'card-issuer', 'assessed-officer'],
  },
  ...(
    [
      ['shujuju', '江潮生', 'city-data-bureau', '局长'],
      ['wangxinban', '盛网宁', 'city-cyberspace-office', '主任'],
      ['gongxinju', '石工成', 'city-industry-bureau', '局长'],
      ['dongtaizhang', '唐海东', 'dongtai-government', '副市长'],
    ] as const
  ).map(([account, name, agency, title]): DemoOfficer => ({ account, name, agency, title, roles: ['agency-head'] })),
  ...units.map((id, i): DemoOfficer => ({
    account: `${id}-data`,
    name: unitPeople[i] as string,
    agency: `${id}-government`,
    title: '大数据科科长',
    roles: ['county-officer', 'assessed-officer', 'innovator', 'county-planner'],
  })),
]

export const citizens = [
  { account: 'lihua', name: '李华' },
  { account: 'chenxiuying', name: '陈秀英' },
  { account: 'wujianguo', name: '吴建国' },
]

/** Enterprises with codes whose check characters are right (GB 32100) and whose owners do not exist. */
export const enterprises = [
  { code: '91320904MA1KEM001R', name: '盐城潮间带风电装备有限公司', region: '320904', representative: 'wujianguo' },
  { code: '91320924MA1KEM002U', name: '盐城鹤乡数字农业有限公司', region: '320924', representative: 'chenxiuying' },
]
