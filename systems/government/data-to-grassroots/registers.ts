import { defineRegister, field } from '#platform'

const catalogue = () =>
  field.choice('回流目录', {
    ...{ pension: '养老保险待遇领取', medical: '异地就医结算', birth: '省外出生登记', vehicle: '机动车登记' },
    ...{ marriage: '婚姻登记', disability: '残疾人证', enterprise: '企业登记' },
  })

/** What a national or provincial system gives back to the place that its data came from. @source 国办发〔2022〕102号《全国一体化政务大数据体系建设指南》 (数据回流) */
export const returnedRecord = defineRegister('returned-record', {
  title: '回流数据',
  naming: 'about',
  place: 'belongsTo',
  fields: {
    catalogue: catalogue(),
    about: field.text('关于', { max: 100, sensitivity: 'personal' }),
    belongsTo: field.region('属于哪里'),
    on: field.date('业务日期'),
    says: field.longText('内容', { max: 2000, sensitivity: 'personal' }),
  },
  columns: ['catalogue', 'about', 'belongsTo', 'on'],
  filters: ['catalogue'],
  sorts: ['on'],
  amends: ['says', 'on'],
})

/** Which catalogues a county or a town wants to be given. */
export const returnSubscription = defineRegister('return-subscription', {
  title: '回流订阅',
  naming: 'catalogue',
  fields: {
    catalogue: catalogue(),
    why: field.text('用来做什么', { max: 200 }),
    standing: field.choice('状态', { wanted: '在订', ended: '已退订' }),
  },
  columns: ['catalogue', 'why', 'standing'],
  filters: ['catalogue', 'standing'],
  defaults: { standing: 'wanted' },
  amends: ['why', 'standing'],
})
