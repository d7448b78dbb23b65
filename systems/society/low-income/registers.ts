import { defineRegister, field } from '#platform'

/** A household of low income, as its village registers it. */
export const household = defineRegister('household', {
  title: '低收入家庭',
  naming: 'headName',
  place: 'village',
  fields: {
    headName: field.text('户主姓名', { max: 50, sensitivity: 'personal' }),
    headNumber: field.citizenNumber('户主身份证号'),
    village: field.region('所属村居'),
    members: field.integer('家庭人口', { min: 1, max: 30, unit: '人' }),
    declaredIncome: field.money('申报收入', { max: 10_000_000, per: 'month' }),
    cars: field.integer('申报车辆', { min: 0, max: 20, unit: '辆' }),
    standing: field.choice('监测状态', { watched: '监测中', assisted: '已救助', left: '已退出' }),
    aid: field.optional(
      field.choice('救助类别', { basic: '最低生活保障', special: '特困供养', medical: '医疗救助', once: '临时救助' }),
    ),
  },
  unique: [['headNumber']],
  columns: ['headName', 'village', 'members', 'declaredIncome', 'standing', 'aid'],
  filters: ['standing', 'aid'],
  sorts: ['declaredIncome'],
  defaults: { standing: 'watched', cars: 0 },
  sections: [
    { title: '户主', asks: ['headName', 'headNumber', 'village'] },
    { title: '家庭', asks: ['members', 'declaredIncome', 'cars'] },
  ],
  amends: ['members', 'declaredIncome', 'cars', 'village'],
})

/** Somebody who lives in the household beside its head. */
export const member = defineRegister('household-member', {
  title: '家庭成员',
  naming: 'name',
  under: 'household',
  fields: {
    household: field.record('家庭', household),
    name: field.text('姓名', { max: 50, sensitivity: 'personal' }),
    number: field.citizenNumber('身份证号'),
    relation: field.choice('与户主关系', {
      spouse: '配偶',
      child: '子女',
      parent: '父母',
      grandchild: '孙子女',
      other: '其他',
    }),
  },
  unique: [['number']],
  columns: ['name', 'number', 'relation'],
  amends: ['household', 'relation'],
})
