import { article, instrument } from '#commons/rulebook'
import { defineRegister, field } from '#platform'

/** The whole text of an instrument as its drafters have it, from the first draft to what follows it. */
export const edition = defineRegister('rule-edition', {
  title: '版本',
  naming: 'title',
  namedWith: { field: 'standing', is: ['dropped', 'former'] },
  under: 'instrument',
  fields: {
    instrument: field.record('制度', instrument, { where: { standing: ['planned', 'issued', 'in-force'] } }),
    number: field.integer('第几版', { min: 1, max: 999 }),
    title: field.text('题名', { max: 80, help: '印发时的名称，如“盐城市公共数据异议处理规则”' }),
    text: field.longText('全文', { max: 60_000, help: '整篇贴进来，每条以“第一条”或“一、”开头' }),
    why: field.longText('起草说明', { max: 4000, help: '为什么定、改了什么' }),
    files: field.files('附件', { max: 10 }),
    followers: field.agencies('谁要遵守', { min: 1 }),
    standing: field.choice('文稿状态', {
      drafting: '起草中',
      comment: '公开征求意见',
      answered: '待送审',
      review: '合法性审查',
      passed: '待印发',
      issued: '已印发，待施行',
      'in-force': '现行',
      former: '历史版本',
      dropped: '已终止',
    }),
    commentUntil: field.optional(field.date('意见截止')),
    opinion: field.optional(field.longText('合法性审查意见', { max: 2000 })),
    docNumber: field.optional(field.text('文号', { max: 50 })),
    issuedOn: field.optional(field.date('印发日期')),
    inForceOn: field.optional(field.date('施行日期')),
    waitsUntil: field.optional(field.date('施行前一日')),
    evaluateOn: field.optional(field.date('评估日期')),
  },
  counts: { field: 'number', among: ['instrument'] },
  unique: [['instrument', 'number']],
  columns: ['title', 'number', 'standing', 'commentUntil', 'docNumber', 'inForceOn'],
  filters: ['standing'],
  defaults: { standing: 'drafting', files: [] },
  moved: ['standing'],
  sections: [
    { title: '哪项制度', asks: ['instrument', 'title'] },
    { title: '文稿', says: '按条写，系统照“第几条”分开，每条有自己的地址。', asks: ['text', 'why', 'files'] },
    { title: '谁要遵守', says: '印发时这些单位各收到一份，限期学习。', asks: ['followers'] },
  ],
  amends: ['title', 'text', 'why', 'files', 'followers'],
  amendsWhile: { field: 'standing', is: ['drafting', 'answered'] },
})

/** A text as the public reads it: a draft that is open for comment, or what was issued. */
export const publication = defineRegister('rule-text', {
  title: '公布文本',
  naming: 'title',
  under: 'instrument',
  fields: {
    instrument: field.record('制度', instrument),
    edition: field.record('版本', edition),
    title: field.text('题名', { max: 120, sensitivity: 'public' }),
    number: field.integer('第几版', { min: 1, max: 999, sensitivity: 'public' }),
    text: field.longText('全文', { max: 60_000, sensitivity: 'public' }),
    why: field.longText('起草说明', { max: 4000, sensitivity: 'public' }),
    on: field.date('公布日期', { sensitivity: 'public' }),
    until: field.optional(field.date('意见截止', { sensitivity: 'public' })),
    standing: field.choice(
      '文本状态',
      {
        open: '正在征求意见',
        answering: '意见办理中',
        closed: '征求意见已结束',
        current: '现行文本',
        former: '历史文本',
      },
      { sensitivity: 'public' },
    ),
    summary: field.optional(field.longText('意见采纳情况', { max: 4000, sensitivity: 'public' })),
  },
  columns: ['title', 'on', 'until', 'standing'],
  filters: ['standing'],
  sorts: ['on'],
  amends: [],
})

/** What somebody says of a draft, and what they are answered. */
export const comment = defineRegister('rule-comment', {
  title: '意见',
  naming: 'point',
  under: 'text',
  fields: {
    text: field.record('对哪份征求意见稿', publication, { where: { standing: 'open' } }),
    label: field.optional(field.text('对哪一条', { max: 20, help: '如“第八条”；对全文提的不用填' })),
    point: field.text('一句话说意见', { max: 60 }),
    words: field.longText('具体意见和理由', { max: 2000 }),
    name: field.text('署名', { max: 50, sensitivity: 'personal' }),
    result: field.optional(field.choice('是否采纳', { whole: '采纳', part: '部分采纳', none: '未采纳' })),
    answer: field.optional(field.longText('答复', { max: 2000 })),
  },
  columns: ['point', 'text', 'label', 'result'],
  filters: ['result'],
  knows: { name: 'name' },
  sections: [
    { title: '对哪份稿子', says: '全文在“制度规范”里，可以看了再提。', asks: ['text', 'label'] },
    { title: '您的意见', says: '用自己的话说就行，每条意见都会答复。', asks: ['point', 'words'] },
    { title: '您是谁', says: '只给起草单位看，不公开。', asks: ['name'] },
  ],
  amends: [],
})

/** An article rests on another: none may come round to itself. */
export const citation = defineRegister('rule-citation', {
  title: '条款引用',
  naming: 'how',
  under: 'article',
  fields: {
    article: field.record('条款', article, { where: { standing: 'in-force' } }),
    cites: field.record('引用', article, { where: { standing: 'in-force' } }),
    how: field.text('怎么引用', { max: 100, help: '如“期限按其规定”', sensitivity: 'public' }),
  },
  unique: [['article', 'cites']],
  acyclic: ['article', 'cites'],
  amends: ['how'],
})

/** A session in which an instrument was taught, and how many came from where. */
export const training = defineRegister('rule-training', {
  title: '宣讲培训',
  naming: 'topic',
  under: 'instrument',
  fields: {
    instrument: field.record('制度', instrument),
    topic: field.text('讲什么', { max: 100 }),
    on: field.date('日期'),
    trainer: field.text('主讲人', { max: 50 }),
    attended: field.table('各单位到场', { agency: '单位', people: '人数' }),
    people: field.integer('到场人数', { max: 100_000, unit: '人' }),
  },
  columns: ['topic', 'on', 'trainer', 'people'],
  sorts: ['on'],
})
