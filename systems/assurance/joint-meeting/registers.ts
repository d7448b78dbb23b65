import { defineRegister, field } from '#platform'

/** Bodies that can be given work: a company is asked by the bureau that looks after it. */
const canHold = ['party', 'government', 'institution', 'vertical', 'county', 'zone'] as const

/** A session of the joint meeting, from its agenda to its minutes. */
export const meeting = defineRegister('joint-meeting-session', {
  title: '联席会议',
  naming: 'title',
  fields: {
    title: field.text('会议名称', { max: 60, help: '如“2024年第2次联席会议”' }),
    heldOn: field.date('开会日期'),
    place: field.text('地点', { max: 100 }),
    chair: field.text('主持人', { max: 50 }),
    agenda: field.longText('议程', { max: 2000, help: '每项一行' }),
    invited: field.agencies('参会单位'),
    attended: field.agencies('到会单位'),
    present: field.table('到会人员', { unit: '单位', name: '姓名', post: '职务' }),
    minutes: field.optional(field.longText('纪要正文', { max: 8000 })),
    signed: field.table('会签', { unit: '单位', name: '签署人', on: '日期' }),
    objected: field.agencies('对纪要有意见的单位'),
    number: field.optional(field.text('纪要文号', { max: 40 })),
    issuedOn: field.optional(field.date('印发日期')),
    standing: field.choice('状态', { open: '未印发', issued: '已印发', cancelled: '已取消' }),
  },
  unique: [['number']],
  columns: ['title', 'heldOn', 'place', 'number', 'standing'],
  filters: ['standing'],
  sorts: ['heldOn'],
  defaults: { invited: [], attended: [], present: [], signed: [], objected: [], standing: 'open' },
  moved: ['standing'],
  amends: ['title', 'place', 'chair', 'agenda'],
})

/** What a meeting has resolved: who does what, by when. */
export const resolution = defineRegister('joint-resolution', {
  title: '决议',
  naming: 'title',
  under: 'meeting',
  fields: {
    meeting: field.record('会议', meeting, { where: { standing: 'open' } }),
    number: field.integer('第几项', { min: 1, max: 99 }),
    title: field.text('事项', { max: 60 }),
    words: field.longText('决议内容', { max: 2000 }),
    lead: field.agency('牵头单位', { kinds: canHold }),
    support: field.agencies('配合单位', { kinds: canHold }),
    dueOn: field.date('完成日期'),
  },
  unique: [['meeting', 'number']],
  columns: ['meeting', 'number', 'title', 'lead', 'dueOn'],
  filters: ['lead'],
  sorts: ['number', 'dueOn'],
  defaults: { support: [] },
  amends: ['title', 'words', 'lead', 'support', 'dueOn'],
})

/** Who answers for an agency's data: put forward by it, appointed by the bureau, until a day. */
export const chiefDataOfficer = defineRegister('chief-data-officer', {
  title: '首席数据官',
  naming: 'name',
  owner: 'office',
  fields: {
    office: field.agency('单位', { kinds: canHold }),
    name: field.text('姓名', { max: 50 }),
    post: field.text('现任职务', { max: 50 }),
    duties: field.table('职责清单', { duty: '职责', measure: '怎样算做到' }),
    termEndsOn: field.date('任期至'),
    number: field.optional(field.text('任用文号', { max: 40 })),
    appointedOn: field.optional(field.date('任用日期')),
    open: field.table('移交的未完事项', { matter: '事项', stands: '到哪一步', heir: '由谁接' }),
    standing: field.choice('状态', { proposed: '待任用', serving: '在任', ended: '已离任', declined: '未任用' }),
  },
  uniqueWhile: [{ fields: ['office'], field: 'standing', is: ['serving'] }],
  columns: ['office', 'name', 'post', 'termEndsOn', 'standing'],
  filters: ['office', 'standing'],
  sorts: ['termEndsOn'],
  defaults: {
    duties: [
      { duty: '统筹本单位数据资源', measure: '数据目录按季更新' },
      { duty: '推动数据共享开放', measure: '申请在规定时限内答复' },
      { duty: '落实数据安全责任', measure: '每年自查一次' },
    ],
    open: [],
    standing: 'proposed',
  },
  moved: ['standing', 'number', 'appointedOn'],
  amends: ['post', 'duties'],
})
