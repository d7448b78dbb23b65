import { defineRegister, field } from '#platform'

/** A letter or a proof that an agency puts under its seal. */
export const sealedLetter = defineRegister('sealed-letter', {
  title: '用印文书',
  naming: 'title',
  owner: 'issuer',
  fields: {
    title: field.text('标题', { max: 60, help: '如“证明”“关于……的函”' }),
    sort: field.choice('文书种类', { proof: '证明', letter: '函', notice: '告知书', other: '其他' }),
    issuer: field.optional(field.agency('用印单位')),
    to: field.optional(field.text('抬头', { max: 100, help: '写给谁，不写就没有抬头' })),
    body: field.longText('正文', { max: 3000, sensitivity: 'personal', help: '一段一行' }),
    use: field.choice('盖什么章', { official: '公章', business: '业务专用章' }),
    number: field.optional(field.text('文号', { max: 60 })),
    on: field.optional(field.date('落款日期')),
    standing: field.choice('状态', { asked: '待用印', returned: '退回修改', sealed: '已用印', withdrawn: '已作废' }),
  },
  columns: ['title', 'sort', 'issuer', 'number', 'standing'],
  filters: ['sort', 'issuer', 'standing'],
  derives: { issuer: 'agency', on: (_row, { today }) => today },
  defaults: { sort: 'proof', use: 'official', standing: 'asked' },
  moved: ['standing', 'on'],
  amends: ['title', 'sort', 'to', 'body', 'use', 'number'],
  amendsWhile: { field: 'standing', is: ['returned'] },
})
