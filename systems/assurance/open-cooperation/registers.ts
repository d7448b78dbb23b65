import { defineRegister, field } from '#platform'

const open = { sensitivity: 'public' } as const
/** To whom what comes of a project belongs. */
export const whose = { poster: '归需求方', partner: '归承担方', both: '双方共有' } as const

/** What an agency and a partner agree on, and both sign: first of all to whom belongs what comes of it. */
export const terms = () => ({
  rights: field.choice('知识产权', whose),
  rightsWords: field.longText('知识产权约定', { max: 2000 }),
  startsOn: field.date('项目开始'),
  endsOn: field.date('项目结束'),
  milestones: field.table('里程碑', { title: '里程碑', dueOn: '完成日期（如 2025-06-30）' }, { max: 20 }),
})
const offered = terms()

/** A university, a company, a park or an institute with which agencies work. */
export const partner = defineRegister('cooperation-partner', {
  title: '合作伙伴',
  naming: 'name',
  owner: 'desk',
  fields: {
    name: field.text('单位名称', { max: 100 }),
    code: field.creditCode(),
    sort: field.choice('类型', { university: '高校', company: '企业', park: '园区', institute: '研究机构' }),
    specialities: field.longText('擅长什么', { max: 2000, help: '做过什么、能解决哪一类问题' }),
    desk: field.agency('审核单位'),
    standing: field.choice('状态', { applied: '待审核', listed: '已入库', refused: '未入库' }),
  },
  uniqueWhile: [{ fields: ['code'], field: 'standing', is: ['applied', 'listed'] }],
  columns: ['name', 'sort', 'specialities', 'standing'],
  filters: ['sort', 'standing'],
  defaults: { desk: 'city-science-bureau', standing: 'applied' },
  knows: { name: 'name' },
  moved: ['standing'],
  amends: ['specialities'],
})

/** What an agency needs and cannot do by itself. */
export const challenge = defineRegister('cooperation-challenge', {
  title: '揭榜难题',
  naming: 'title',
  fields: {
    title: field.text('难题', { max: 100, ...open }),
    question: field.longText('要解决什么', { max: 4000, ...open }),
    offer: field.longText('提供什么', { max: 2000, help: '经费、数据、场景、试用单位', ...open }),
    answersUntil: field.date('应答截止', open),
    answers: field.integer('收到应答', { min: 0, max: 100_000, unit: '份', ...open }),
    chosen: field.optional(field.text('承担单位', { max: 100, ...open })),
    outcome: field.optional(field.longText('结果', { max: 2000, ...open })),
    standing: field.choice(
      '状态',
      {
        ...{ open: '征集中', judging: '评审中', judged: '待选定', running: '攻关中' },
        ...{ adopted: '成果已采用', unadopted: '成果未采用', shelved: '未选定' },
      },
      open,
    ),
  },
  columns: ['title', 'answersUntil', 'answers', 'chosen', 'standing'],
  filters: ['standing'],
  sorts: ['answersUntil'],
  defaults: { answers: 0, standing: 'open' },
  moved: ['answers', 'chosen', 'outcome', 'standing'],
  amends: [],
})

/** How a partner would solve it, and what was agreed with the one that was chosen. */
export const answer = defineRegister('challenge-answer', {
  title: '揭榜应答',
  naming: 'plan',
  under: 'challenge',
  fields: {
    challenge: field.record('难题', challenge, { where: { standing: 'open' } }),
    partner: field.record('应答单位', partner, { where: { standing: 'listed' } }),
    plan: field.text('方案名称', { max: 100 }),
    approach: field.longText('怎样解决', { max: 4000 }),
    papers: field.files('方案材料', { max: 10 }),
    title: field.optional(field.text('所答难题', { max: 100 })),
    organisation: field.optional(field.text('单位名称', { max: 100 })),
    score: field.optional(field.integer('评审得分', { max: 100, unit: '分' })),
    opinion: field.optional(field.longText('评审意见', { max: 2000 })),
    rights: field.optional(offered.rights),
    rightsWords: field.optional(offered.rightsWords),
    startsOn: field.optional(offered.startsOn),
    endsOn: field.optional(offered.endsOn),
    milestones: offered.milestones,
    standing: field.choice('状态', {
      ...{ handedIn: '已提交', judging: '评审中', judged: '待选定', offered: '待签约' },
      ...{ signed: '已签约', declined: '未选定', withdrawn: '已撤回' },
    }),
  },
  uniqueWhile: [
    {
      fields: ['challenge', 'partner'],
      field: 'standing',
      is: ['handedIn', 'judging', 'judged', 'offered', 'signed', 'declined'],
    },
    { fields: ['challenge'], field: 'standing', is: ['offered', 'signed'] },
  ],
  inOrder: [['startsOn', 'endsOn']],
  columns: ['plan', 'organisation', 'title', 'score', 'standing'],
  filters: ['standing'],
  sorts: ['score'],
  defaults: { papers: [], milestones: [], standing: 'handedIn' },
  derives: { title: ['challenge', 'title'], organisation: ['partner', 'name'] },
  moved: ['score', 'opinion', 'rights', 'rightsWords', 'startsOn', 'endsOn', 'milestones', 'standing'],
  amends: ['plan', 'approach', 'papers'],
  amendsWhile: { field: 'standing', is: ['handedIn'] },
})

/** What an agency and a partner do together, as both have signed. */
export const jointProject = defineRegister('joint-project', {
  title: '合作项目',
  naming: 'title',
  fields: {
    title: field.text('项目', { max: 100 }),
    challenge: field.record('难题', challenge),
    answer: field.record('应答', answer),
    organisation: field.text('承担单位', { max: 100 }),
    ...terms(),
    origin: field.text('成果来历', { max: 200 }),
    outcome: field.optional(field.longText('结果', { max: 2000 })),
    standing: field.choice('状态', {
      ...{ running: '攻关中', delivering: '待报成果' },
      ...{ adopted: '成果已采用', finished: '结项未采用', stopped: '已终止' },
    }),
  },
  unique: [['answer']],
  inOrder: [['startsOn', 'endsOn']],
  columns: ['title', 'organisation', 'startsOn', 'endsOn', 'rights', 'standing'],
  filters: ['challenge', 'rights', 'standing'],
  sorts: ['endsOn'],
  defaults: { standing: 'running' },
  moved: ['outcome', 'standing'],
  amends: [],
})

/** What is to be there by a day of the project. */
export const projectMilestone = defineRegister('joint-project-milestone', {
  title: '项目里程碑',
  naming: 'title',
  under: 'project',
  fields: {
    project: field.record('项目', jointProject),
    title: field.text('里程碑', { max: 100 }),
    dueOn: field.date('完成日期'),
    endsOn: field.date('项目结束'),
  },
  inOrder: [['dueOn', 'endsOn']],
  columns: ['title', 'dueOn'],
  sorts: ['dueOn'],
  amends: [],
})

/** What came of it, reported by the partner once all milestones are met. */
export const result = defineRegister('joint-result', {
  title: '合作成果',
  naming: 'title',
  under: 'project',
  fields: {
    project: field.record('项目', jointProject, { where: { standing: 'delivering' } }),
    title: field.text('成果名称', { max: 100 }),
    words: field.longText('解决了什么、怎样使用', { max: 4000 }),
    evidence: field.files('成果材料', { max: 10, help: '验收测试、试用报告、使用说明；没有材料不能验收' }),
    origin: field.optional(field.text('来自', { max: 200 })),
    standing: field.choice('状态', {
      ...{ reported: '待验收', returned: '待修改', accepted: '待采用' },
      ...{ adopted: '已采用', unadopted: '未采用' },
    }),
  },
  columns: ['title', 'origin', 'standing'],
  filters: ['standing'],
  defaults: { evidence: [], standing: 'reported' },
  derives: { origin: ['project', 'origin'] },
  moved: ['standing'],
  amends: ['title', 'words', 'evidence'],
  amendsWhile: { field: 'standing', is: ['returned'] },
})
