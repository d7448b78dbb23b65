import { whatElse, whoApplies } from '#commons/service-application'
import { asked, needs, serviceItem, themes } from '#commons/service-item'
import { dayAfter, defineRegister, field, nearest, workingDays } from '#platform'

const open = { sensitivity: 'public' } as const

/** One thing of a life or a business: several items, asked for once. @source 国发〔2024〕3号 */
export const servicePackage = defineRegister('service-package', {
  title: '一件事',
  naming: 'title',
  namedWith: { field: 'standing', is: ['withdrawn'] },
  owner: 'lead',
  fields: {
    title: field.text('一件事', { max: 60, ...open }),
    lead: field.agency('牵头单位'),
    whom: field.choice('服务对象', { person: '个人', enterprise: '企业' }, open),
    theme: field.choice('什么事', themes, open),
    words: field.text('群众怎么说', { max: 200, ...open }),
    conditions: field.longText('谁可以申请', { max: 1000, ...open }),
    promisedDays: field.integer('全部办结', { max: 365, unit: '个工作日', zero: '当场办结', ...open }),
    saves: field.text('省了什么', { max: 200, ...open }),
    onRefusal: field.choice('有一项不予办理时', { goOn: '其余照办', stop: '其余停下' }, open),
    standing: field.choice('状态', { 'in-force': '可以办', withdrawn: '已取消' }, open),
  },
  unique: [['title']],
  shows: ['conditions', 'promisedDays', 'saves', 'lead', 'onRefusal'],
  columns: ['title', 'lead', 'whom', 'promisedDays', 'saves', 'standing'],
  filters: ['whom', 'theme', 'standing'],
  defaults: { onRefusal: 'goOn', standing: 'in-force' },
  amends: ['words', 'conditions', 'promisedDays', 'saves', 'onRefusal', 'standing'],
})

/** An item of a package, and whether it is handled first or once the first ones are done. */
export const packageItem = defineRegister('service-package-item', {
  title: '包含的事项',
  naming: 'title',
  under: 'package',
  fields: {
    package: field.record('一件事', servicePackage),
    item: field.record('事项', serviceItem, { where: { standing: 'in-force' } }),
    title: field.optional(field.text('事项名称', { max: 200, ...open })),
    stage: field.choice('什么时候办', { first: '先办', next: '前面的办好以后办' }, open),
  },
  unique: [['package', 'item']],
  derives: { title: ['item', 'title'] },
  columns: ['title', 'stage'],
  defaults: { stage: 'first' },
  amends: ['stage'],
})

/** What a package needs, each once, whichever of its items need it. */
export const packageNeed = defineRegister('service-package-need', {
  title: '一件事要的',
  naming: 'title',
  under: 'package',
  fields: { package: field.record('一件事', servicePackage), ...needs() },
  unique: [['package', 'title']],
  columns: ['title', 'kind', 'source', 'needed'],
  filters: ['source', 'standing'],
  defaults: { kind: 'files', source: 'applicant', needed: true, standing: 'asked' },
  amends: ['source', 'needed', 'help', 'options', 'standing'],
  asks: asked,
})

/** One form for the whole of it. */
export const packageApplication = defineRegister('service-package-application', {
  title: '一件事申请',
  naming: 'title',
  owner: 'lead',
  place: 'livesAt',
  fields: {
    package: field.record('办哪件事', servicePackage, { where: { standing: 'in-force' } }),
    livesAt: field.region('在哪里办'),
    ...whoApplies(),
    said: field.answers('申请内容和材料', packageNeed, { of: 'package', sensitivity: 'personal' }),
    ...whatElse(),
    title: field.optional(field.text('一件事', { max: 200 })),
    lead: field.optional(field.agency('牵头单位')),
    desk: field.optional(field.agency('收件窗口', { kinds: ['service-hall'] })),
    onRefusal: field.optional(field.text('有一项不予办理时', { max: 20 })),
    dueOn: field.optional(field.date('全部办结期限')),
    settled: field.optional(field.longText('怎样收尾', { max: 1000 })),
  },
  columns: ['title', 'livesAt', 'dueOn'],
  filters: ['package'],
  sorts: ['dueOn'],
  derives: {
    ...{ title: ['package', 'title'], lead: ['package', 'lead'], onRefusal: ['package', 'onRefusal'] },
    dueOn: ({ package: one }, { named, today }) =>
      dayAfter(today, workingDays(named(servicePackage, one)?.promisedDays ?? 20)),
  },
  defaults: { said: [], delivery: 'online', desk: nearest('service-hall', 'livesAt') },
  moved: ['settled'],
  knows: { applicant: 'name' },
  sections: [
    { title: '办哪件事、在哪里', asks: ['package', 'livesAt'] },
    {
      title: '您是谁',
      says: '个人填身份证号，单位填统一社会信用代码。',
      asks: ['applicant', 'idNumber', 'creditCode', 'mobile'],
    },
    { title: '申请内容和材料', says: '几个部门要的只填一次、只交一次。', asks: ['said', 'words'] },
    { title: '结果怎样给您', asks: ['delivery', 'address'] },
  ],
  amends: [],
})
