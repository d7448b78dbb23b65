import { article } from '#commons/rulebook'
import { defineRegister, field } from '#platform'

/** A body that advises the city. */
export const committee = defineRegister('expert-committee-body', {
  title: '专家委员会',
  naming: 'name',
  fields: {
    name: field.text('名称', { max: 50, sensitivity: 'public' }),
    charter: field.longText('章程', { max: 8000, sensitivity: 'public' }),
    foundedOn: field.date('成立日期'),
  },
  unique: [['name']],
  amends: ['charter'],
})

/** Who advises the city: one identity, whatever bodies they serve in. */
export const expert = defineRegister('expert', {
  title: '专家',
  naming: 'name',
  fields: {
    name: field.text('姓名', { max: 50, sensitivity: 'public' }),
    number: field.citizenNumber('身份证号'),
    mobile: field.mobile('手机'),
    employer: field.text('工作单位', { max: 100, sensitivity: 'public' }),
    speciality: field.choice('专业', {
      data: '数据治理',
      security: '网络安全',
      software: '软件与系统',
      industry: '产业数字化',
      law: '法律与标准',
    }),
    rank: field.choice('职称', { senior: '高级', other: '其他' }),
  },
  unique: [['number']],
  columns: ['name', 'employer', 'speciality', 'rank'],
  filters: ['speciality'],
  sorts: ['name'],
  amends: ['mobile', 'employer', 'rank'],
})

/** An expert's term in a body. */
export const membership = defineRegister('expert-membership', {
  title: '聘任',
  naming: 'title',
  under: 'expert',
  fields: {
    expert: field.record('专家', expert),
    body: field.record('委员会', committee),
    title: field.text('聘为', { max: 50, help: '如“委员”“副主任委员”', sensitivity: 'public' }),
    endsOn: field.date('聘期至'),
    standing: field.choice('状态', {
      ...{ proposed: '待聘任', serving: '在聘', over: '聘期届满', declined: '未聘' },
    }),
  },
  columns: ['expert', 'body', 'title', 'endsOn', 'standing'],
  filters: ['body', 'standing'],
  sorts: ['endsOn'],
  defaults: { standing: 'proposed', title: '委员' },
  moved: ['standing'],
  amends: [],
})

/** A relation that an expert has declared: from what concerns the other side, they stay away. */
export const relation = defineRegister('expert-relation', {
  title: '利害关系申明',
  naming: 'with',
  under: 'expert',
  fields: {
    expert: field.record('专家', expert),
    sort: field.choice('关系', { kin: '亲属任职', share: '持股或投资', work: '任职或顾问', project: '承担其项目' }),
    with: field.text('与哪个单位', { max: 100 }),
    words: field.optional(field.longText('说明', { max: 500 })),
  },
  columns: ['expert', 'sort', 'with'],
})

/** What experts are asked to judge. */
export const review = defineRegister('expert-review', {
  title: '评审事项',
  naming: 'title',
  fields: {
    title: field.text('事项', { max: 100, sensitivity: 'public' }),
    applicant: field.text('申报单位', { max: 100, sensitivity: 'public' }),
    matter: field.longText('评审内容', { max: 4000 }),
    materials: field.files('材料', { max: 20 }),
    meetsOn: field.date('评审日期'),
    basis: field.optional(field.record('评审依据', article, { where: { standing: 'in-force' } })),
    result: field.optional(field.choice('结论', { pass: '通过', revise: '修改后通过', fail: '不通过' })),
  },
  columns: ['title', 'applicant', 'meetsOn', 'basis', 'result'],
  filters: ['result'],
  moved: ['result'],
  sorts: ['meetsOn'],
  defaults: { materials: [] },
  amends: ['matter', 'materials', 'meetsOn', 'basis'],
})

/** One place in a review: made for whoever is drawn. */
export const seat = defineRegister('review-seat', {
  title: '评审席',
  naming: 'title',
  under: 'review',
  fields: {
    review: field.record('评审事项', review),
    title: field.text('事项', { max: 100, sensitivity: 'public' }),
    expert: field.record('专家', expert),
    name: field.text('姓名', { max: 50 }),
    place: field.integer('席次', { min: 1, max: 1000 }),
    rank: field.choice('职称', { senior: '高级', other: '其他' }),
    fee: field.optional(field.money('评审费')),
    tax: field.optional(field.money('代扣个人所得税')),
    paid: field.optional(field.money('实发')),
  },
  columns: ['title', 'name', 'place', 'fee', 'tax', 'paid'],
  amends: [],
})
