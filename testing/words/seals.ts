/** The shortest example of every word for what is put under a seal; `docs/words.md` is read off them. */
import { defineRegister, defineSealedPaper, defineSeals, field } from '#platform'

const stamp = defineRegister('office-stamp', {
  title: '机关印章',
  naming: 'name',
  owner: 'holder',
  fields: {
    name: field.text('印章名称'),
    holder: field.agency('使用单位'),
    use: field.choice('种类', { official: '公章', licence: '证照专用章' }),
    from: field.date('启用日期'),
    until: field.date('有效期至'),
    standing: field.choice('状态', { live: '在用', resting: '停用', gone: '注销' }),
  },
  filters: ['standing'],
})
const pass = defineRegister('works-pass', {
  title: '施工通行证',
  naming: 'holder',
  fields: {
    holder: field.text('持证人', { sensitivity: 'personal' }),
    issuer: field.agency('发证单位'),
    on: field.date('发证日期'),
    standing: field.choice('状态', { valid: '有效', gone: '注销' }),
  },
  filters: ['standing'],
})

// defineSeals
export const stamps = defineSeals('office-stamp', {
  ...{ title: '机关印章', of: stamp, holder: 'holder', called: 'name', use: 'use', from: 'from', until: 'until' },
  plain: ['official'],
  live: { field: 'standing', is: ['live'] },
  rests: { field: 'standing', is: ['resting'] },
})

// defineSealedPaper
export const passPaper = defineSealedPaper('works-pass', {
  ...{ title: '施工通行证', of: pass, with: stamps, uses: ['licence', 'official'], by: 'issuer' },
  while: { field: 'standing', is: ['valid'] },
  writes: ({ holder, on }) => ({ title: '施工通行证', lines: [['持证人', holder]], on }),
})
