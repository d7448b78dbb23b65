import { licence } from '#commons/licence'
import { defineRegister, field, type RecordOf } from '#platform'

/** What a holder asks for their licence. */
export const licenceRequest = defineRegister('licence-request', {
  title: '证照申请',
  naming: 'title',
  owner: 'issuer',
  fields: {
    licence: field.record('哪一张证照', licence, { where: { standing: 'valid' } }),
    what: field.choice('要办什么', { renew: '延续有效期', cancel: '注销' }),
    why: field.text('理由', { max: 500 }),
    papers: field.files('材料', { max: 10 }),
    title: field.optional(field.text('证照名称', { max: 100 })),
    number: field.optional(field.text('证照编号', { max: 40 })),
    issuer: field.optional(field.agency('发证机关')),
  },
  columns: ['title', 'number', 'what', 'issuer'],
  filters: ['what', 'issuer'],
  derives: { title: ['licence', 'title'], number: ['licence', 'number'], issuer: ['licence', 'issuer'] },
  defaults: { papers: [] },
  amends: [],
})

/** What a licence says, as it is lent. */
const faceOf = (of: RecordOf<typeof licence> | undefined): string | null =>
  of
    ? [
        `持证人：${of.holder}`,
        ...(of.idNumber ? [`身份证号：${of.idNumber}`] : []),
        ...(of.creditCode ? [`统一社会信用代码：${of.creditCode}`] : []),
        ...of.said.map(
          ({ label, says }) => `${label}：${Array.isArray(says) ? `${says.length} 份材料` : String(says)}`,
        ),
        `有效期：${of.until ? `${of.on} 至 ${of.until}` : '长期'}`,
      ].join('\n')
    : null

/** A licence lent by its holder: to one agency, for one purpose, until a day. */
export const licenceLoan = defineRegister('licence-loan', {
  title: '用证授权',
  naming: 'title',
  owner: 'to',
  fields: {
    licence: field.record('哪一张证照', licence, { where: { standing: 'valid' } }),
    to: field.agency('给哪个单位看'),
    purpose: field.text('用来办什么', { max: 200 }),
    until: field.date('到哪天为止'),
    title: field.optional(field.text('证照名称', { max: 100 })),
    number: field.optional(field.text('证照编号', { max: 40 })),
    says: field.optional(field.longText('照面内容', { max: 4000, sensitivity: 'personal' })),
    standing: field.choice('状态', { lent: '授权中', withdrawn: '已收回', over: '已到期', void: '证照已失效' }),
  },
  columns: ['title', 'number', 'to', 'purpose', 'until', 'standing'],
  filters: ['licence', 'to', 'standing'],
  derives: {
    title: ['licence', 'title'],
    number: ['licence', 'number'],
    says: ({ licence: id }, { named }) => faceOf(named(licence, id)),
  },
  defaults: { standing: 'lent' },
  moved: ['standing'],
  amends: [],
})
