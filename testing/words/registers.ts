/** The shortest example of every word for what is kept; `docs/words.md` is read off them. */
import {
  articlesIn,
  declaredOf,
  defineIntake,
  definePrint,
  defineReading,
  defineRegister,
  defineRole,
  field,
  filing,
  into,
  nearest,
  type DocumentRead,
  type NewRecord,
  type RecordOf,
} from '#platform'

// defineRegister
export const expert = defineRegister('expert', {
  title: '专家',
  naming: 'name',
  fields: { name: field.text('姓名') },
})

/** Everything that a register may say. */
export const aid = defineRegister('aid', {
  title: '救助申请',
  naming: 'matter',
  namedWith: { field: 'door', is: ['window'] },
  owner: 'office',
  place: 'livesAt',
  fields: {
    matter: field.text('申请什么'),
    applicant: field.text('申请人'),
    livesAt: field.region('住在哪里'),
    office: field.optional(field.agency('受理单位')),
    door: field.choice('来源', { online: '网上', window: '窗口' }),
    month: field.month('从哪个月起'),
  },
  unique: [['matter', 'month']],
  uniqueWhile: [{ fields: ['applicant'], field: 'door', is: ['online'] }],
  shows: ['matter', 'office', 'livesAt'],
  columns: ['matter', 'office'],
  filters: ['door'],
  sorts: ['month'],
  needs: { create: 2, amend: 2 },
  amends: ['matter'],
  defaults: { door: 'window', office: nearest('civil-affairs-office', 'livesAt') },
  moved: ['door'],
  knows: { applicant: 'name' },
  sections: [{ title: '您是谁', says: '按身份证填写。', asks: ['applicant', 'livesAt'] }],
  placed: { by: 'region', why: '一户的申请都在它所在的地方', breaks: { aid_matter_month_idx: '受理时查重' } },
})

/** What belongs to another row. */
export const paper = defineRegister('aid-paper', {
  title: '救助材料',
  naming: 'name',
  under: 'aid',
  fields: {
    aid: field.record('救助申请', aid, { where: { door: 'window' } }),
    name: field.text('名称'),
    page: field.integer('第几页'),
    pages: field.integer('共几页'),
    replaces: field.ownRecord('代替'),
    replaced: field.ownRecord('被代替'),
    standing: field.choice('状态', { open: '可改', shut: '已封' }),
    office: field.optional(field.agency('受理单位')),
    handedIn: field.optional(field.agency('提交单位')),
  },
  derives: { office: ['aid', 'office'], handedIn: 'agency' },
  inOrder: [['page', 'pages']],
  counts: { field: 'page', among: ['aid'] },
  acyclic: ['replaces', 'replaced'],
  amends: ['name'],
  amendsWhile: { field: 'standing', is: ['open'] },
})

// field.answerKind
export const howItIsAnswered = field.answerKind('怎样答')

/** What a form asks of whoever names the row that it belongs to. */
export const asked = defineRegister('aid-question', {
  title: '申请时要问的',
  naming: 'title',
  under: 'kind',
  fields: {
    kind: field.record('救助种类', expert),
    title: field.text('问什么'),
    answer: howItIsAnswered,
    needed: field.yesNo('必须答'),
    help: field.optional(field.text('提示')),
    options: field.optional(field.longText('可选的，一行一个')),
    standing: field.choice('状态', { asked: '在问', gone: '不再问' }),
  },
  asks: {
    label: 'title',
    kind: 'answer',
    needed: 'needed',
    help: 'help',
    options: 'options',
    while: [{ field: 'standing', is: ['asked'] }],
  },
})

// field.answers
export const answered = field.answers('申请内容', asked, { of: 'kind' })

// articlesIn
export const read = articlesIn('第一条 为了处理数据异议，制定本规则。')

// nearest
export const nearby = nearest('civil-affairs-office', 'livesAt')

// filing
export const applicant = defineRole('aid-applicant', {
  title: '救助申请人',
  heldBy: 'everyone',
  grants: [
    filing(aid, 'own', {
      title: '申请救助',
      says: '遇到难处，在这里申请。',
      asks: ['matter', 'applicant', 'livesAt', 'month'],
      sets: { door: 'online' },
    }),
  ],
})

// RecordOf
export const calledBy = (row: RecordOf<typeof expert>) => `${row.name}（第 ${row.version} 版）`

// NewRecord
export const newcomer: NewRecord<typeof expert> = { name: '沈知远' }

// declaredOf
export const again = (row: RecordOf<typeof expert>): NewRecord<typeof expert> => declaredOf(row)

// defineReading
export const list = defineReading('expert-list', {
  title: '专家名单',
  accepts: ['docx'],
  labels: { lead: ['推荐单位'], support: ['参加单位'], due: ['聘期'] },
  everyUnit: /各县/,
  rosters: { 专家委员会: 'city-data-bureau' },
  quantities: { units: ['名'], stops: [/5G/] },
  names: /平台$/,
  verbs: /^建设/,
})

// DocumentRead
export const titles = (read: DocumentRead) => read.items.map(({ title }) => ({ name: title }))

// into
export const experts = into(expert, titles)

// defineIntake
export const takeList = defineIntake('take-expert-list', {
  title: '导入专家名单',
  reads: list,
  writes: [experts],
  path: '/lists/expert',
})

// definePrint
export const letter = definePrint('expert-letter', {
  title: '聘书',
  of: expert,
  writes: ({ name }) => ({
    head: '盐城市数据局',
    number: '盐数聘〔2024〕1号',
    title: '关于聘任专家的函',
    recipients: name,
    body: [{ kind: 'paragraph', text: `兹聘${name}为专家。` }],
    attachments: ['专家名单'],
    signer: '盐城市数据局',
    on: '2024-11-20',
    copies: ['市委办公室'],
    printed: { by: '盐城市数据局办公室', on: '2024-11-20' },
  }),
})
