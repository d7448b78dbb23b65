import { defineRegister, defineSeals, field } from '#platform'

const open = { sensitivity: 'public' } as const

/** An electronic seal (电子印章): whose it is, what for, and from when until when it holds. @source GB/T 38540-2020; 国发〔1999〕25号 */
export const electronicSeal = defineRegister('electronic-seal', {
  title: '电子印章',
  naming: 'title',
  namedWith: { field: 'standing', is: ['resting', 'revoked', 'expired', 'refused'] },
  owner: 'holder',
  fields: {
    title: field.text('印章名称', { max: 100, help: '印章上刻的单位全称，与实物印章一致，如“盐城市数据局”', ...open }),
    holder: field.agency('使用单位'),
    use: field.choice(
      '印章种类',
      {
        official: '公章',
        licence: '证照专用章',
        business: '业务专用章',
        contract: '合同专用章',
        finance: '财务专用章',
      },
      open,
    ),
    why: field.text('申请理由', { max: 500 }),
    papers: field.files('申请材料', { max: 10 }),
    from: field.date('启用日期', open),
    until: field.date('有效期至', open),
    standing: field.choice(
      '状态',
      {
        ...{ asked: '待审批', returned: '退回补充', 'in-use': '在用', resting: '停用' },
        ...{ revoked: '已注销', expired: '已过期', refused: '未批准' },
      },
      open,
    ),
  },
  inOrder: [['from', 'until']],
  uniqueWhile: [{ fields: ['holder', 'use'], field: 'standing', is: ['in-use', 'resting'] }],
  columns: ['title', 'holder', 'use', 'from', 'until', 'standing'],
  filters: ['holder', 'use', 'standing'],
  sorts: ['until'],
  defaults: { papers: [], standing: 'asked' },
  moved: ['standing'],
  amends: ['title', 'use', 'why', 'papers', 'from', 'until'],
  amendsWhile: { field: 'standing', is: ['returned'] },
  sections: [
    { title: '印章', asks: ['title', 'holder', 'use'] },
    { title: '期限和理由', asks: ['from', 'until', 'why', 'papers'] },
  ],
})

/** The city's electronic seals: made once a row is approved, revoked for good when it is given up or over. */
export const seals = defineSeals('electronic-seal', {
  title: '电子印章',
  of: electronicSeal,
  holder: 'holder',
  called: 'title',
  use: 'use',
  from: 'from',
  until: 'until',
  plain: ['official'],
  live: { field: 'standing', is: ['in-use'] },
  rests: { field: 'standing', is: ['resting'] },
})
