import { plan } from '#commons/plan'
import { defineAssessment, defineRegister, field } from '#platform'

/** How far the bureaux, and the counties and zones, have come with the digital city; year by year. */
export const yearly = defineAssessment('digital-assessment', {
  title: '数字化建设考评',
  groups: {
    bureau: { title: '市级部门', counts: 'agency' },
    county: { title: '县（市、区）和功能区', counts: 'area' },
  },
  within: plan,
})

export const { scheme, leaf, object: assessed, entry, mark, objection } = yearly.registers

/** The result as it is made known: drafted by the platform, revised and issued by the bureau. */
export const notice = defineRegister('assessment-notice', {
  title: '考评通报',
  naming: 'title',
  fields: {
    scheme: field.record('方案', scheme),
    year: field.integer('年度', { min: 2000, max: 2100 }),
    number: field.optional(field.integer('文号序号', { min: 1, max: 9999 })),
    title: field.text('标题', { max: 120 }),
    recipients: field.text('主送机关', { max: 300 }),
    overview: field.longText('总体情况', { max: 4000 }),
    bureaux: field.table('市级部门', { rank: '名次', name: '单位', total: '得分', grade: '等次' }),
    counties: field.table('县（市、区）和功能区', { rank: '名次', name: '单位', total: '得分', grade: '等次' }),
    demands: field.longText('工作要求', { max: 2000 }),
    issuedOn: field.optional(field.date('成文日期')),
    standing: field.choice('状态', { draft: '待印发', issued: '已印发', discarded: '已作废' }),
  },
  columns: ['title', 'year', 'number', 'issuedOn', 'standing'],
  filters: ['year', 'standing'],
  sorts: ['issuedOn'],
  amends: ['title', 'recipients', 'overview', 'demands'],
})
