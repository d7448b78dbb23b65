import { serviceItem, themes } from '#commons/service-item'
import { defineRegister, field } from '#platform'

const open = { sensitivity: 'public' } as const

/** A standard app (移动端标准应用) that the city supplies to the province's application. @source 国办函〔2021〕105号 (应用接入) */
export const mobileApp = defineRegister('mobile-app', {
  title: '移动端标准应用',
  naming: 'title',
  namedWith: { field: 'standing', is: ['review', 'returned', 'stopped', 'ended'] },
  owner: 'lead',
  fields: {
    title: field.text('应用名称', { max: 30, help: '群众在“苏服办”里看到的名字', ...open }),
    says: field.text('一句话说明', { max: 60, ...open }),
    lead: field.agency('负责单位'),
    theme: field.choice('什么事', themes, open),
    opens: field.choice('点开是什么', {
      ...{ item: '办一件事', mine: '我的办件', licences: '我的证照', guides: '办事指南' },
    }),
    item: field.optional(field.record('办哪一件事', serviceItem, { where: { standing: 'in-force' } })),
    phone: field.text('服务电话', { max: 30, ...open }),
    standing: field.choice('状态', {
      ...{ review: '待审核', returned: '退回修改', agreed: '同意接入', stopped: '暂停', ended: '已下架' },
    }),
    tested: field.choice('联调', { untried: '还没有试', passed: '通过', failed: '没有通过' }),
    testedOn: field.optional(field.date('最近联调')),
    installed: field.optional(field.integer('对方装的版本', { max: 1_000_000 })),
    fault: field.optional(field.longText('为什么没有通过', { max: 4000 })),
  },
  shows: ['says', 'lead', 'phone'],
  unique: [['title']],
  columns: ['title', 'lead', 'theme', 'standing', 'tested', 'installed'],
  filters: ['theme', 'lead', 'standing', 'tested'],
  sorts: ['testedOn'],
  defaults: { standing: 'review', tested: 'untried' },
  moved: ['standing', 'tested', 'testedOn', 'installed', 'fault'],
  amends: ['title', 'says', 'theme', 'opens', 'item', 'phone'],
  sections: [
    { title: '是什么', asks: ['title', 'says', 'theme', 'lead', 'phone'] },
    { title: '点开是什么', says: '办一件事的，写明是哪一件。', asks: ['opens', 'item'] },
  ],
})

/** A question to whoever is in charge of an item, or a fault that somebody finds in its guide. */
export const enquiry = defineRegister('service-enquiry', {
  title: '政务咨询',
  naming: 'title',
  owner: 'at',
  fields: {
    title: field.text('想问什么', { max: 60, help: '一句话', sensitivity: 'personal' }),
    sort: field.choice('哪一种', { how: '怎么办、要什么', guide: '指南写得不对、看不懂', other: '别的' }),
    item: field.record('关于哪一件事', serviceItem, { where: { standing: 'in-force' } }),
    words: field.longText('说说情况', { max: 1000, sensitivity: 'personal' }),
    mobile: field.optional(field.mobile('联系手机')),
    sharing: field.yesNo('答复可以去掉个人信息后公开', { help: '公开了，别人有同样的问题就不用再问' }),
    at: field.optional(field.agency('谁来答复')),
    answer: field.optional(field.longText('答复', { max: 2000 })),
    late: field.yesNo('逾期过'),
  },
  derives: { at: ['item', 'lead'] },
  columns: ['title', 'sort', 'item', 'at'],
  filters: ['sort', 'item', 'at'],
  defaults: { sort: 'how', sharing: false, late: false },
  moved: ['answer', 'at', 'late'],
  amends: [],
  sections: [
    { title: '想问什么', asks: ['title', 'sort', 'item', 'words'] },
    { title: '怎样答复您', asks: ['mobile', 'sharing'] },
  ],
})

/** What somebody asked about an item and was answered, for everybody who wonders the same. */
export const answered = defineRegister('answered-enquiry', {
  title: '别人问过的',
  naming: 'title',
  under: 'item',
  owner: 'by',
  fields: {
    item: field.record('事项', serviceItem),
    title: field.text('问', { max: 100, ...open }),
    answer: field.longText('答', { max: 2000, ...open }),
    by: field.agency('答复单位'),
    on: field.date('答复日期', open),
  },
  columns: ['title', 'answer', 'by', 'on'],
  sorts: ['on'],
  amends: ['title', 'answer'],
})
