/** The shortest example of every word for what is put under a seal; `docs/words.md` is read off them. */
import {
  defineArchive,
  defineRegister,
  defineSealedPaper,
  defineSeals,
  field,
  lastDayOfMonths,
  licenceIdentifier,
} from '#platform'

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

// lastDayOfMonths
export const lastDay = lastDayOfMonths('2024-11-20', 60)

// licenceIdentifier
export const identifier = licenceIdentifier({
  ...{ type: '11320900MB10000103001', issuer: '320902', serial: '000000001', edition: 1 },
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
  writes: ({ holder, on }) => ({
    ...{ title: '施工通行证', number: '2024-1', to: '各工地', lines: [['持证人', holder]], on },
    says: [`有效期至${lastDay}`],
  }),
})

const filed = defineRegister('works-file', {
  title: '工程档案',
  naming: 'title',
  owner: 'holder',
  bearer: ['idNumber'],
  fields: {
    title: field.text('题名'),
    idNumber: field.optional(field.citizenNumber()),
    holder: field.agency('立档单位'),
    fonds: field.text('全宗号'),
    category: field.choice('门类', { ZW: '政务服务' }),
    year: field.integer('年度'),
    retention: field.choice('保管期限', { Y: '永久', D30: '30 年' }),
    number: field.text('档号'),
    closedOn: field.date('办结日期'),
    source: field.text('来源'),
    checked: field.choice('四性检测', { waiting: '待检测', good: '合格', human: '待复核', wrong: '不合格' }),
    standing: field.choice('状态', { kept: '保管中', destroyed: '已销毁' }),
  },
})

// defineArchive
export const archived = defineArchive('works-file', {
  title: '工程档案',
  of: filed,
  says: {
    ...{ number: 'number', title: 'title', fonds: 'fonds', holder: 'holder', category: 'category', year: 'year' },
    ...{ retention: 'retention', closedOn: 'closedOn', source: 'source', checked: 'checked' },
  },
  destroyed: { field: 'standing', is: ['destroyed'] },
  every: 30,
})
