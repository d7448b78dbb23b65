import { dataResource } from '#commons/data-resource'
import { defineIndicator } from '#platform'

/** How many of an agency's resources can really be had. */
export const mountRate = defineIndicator('data-mount-rate', {
  title: '数据目录资源挂接率',
  unit: '%',
  says: '没有撤下的数据资源里，已经挂接到库表、文件或者接口的比率。',
  of: dataResource,
  formula: 'share',
  gives: ({ standing, mounted }) => (standing === 'withdrawn' ? null : mounted),
  counted: 'at-once',
})

/** How many resources are published. */
export const resourcesPublished = defineIndicator('data-resources-published', {
  title: '已发布的数据资源',
  unit: '个',
  says: '审核发布、没有撤下的数据资源；变更中的按发布过的算。',
  of: dataResource,
  formula: 'count',
  gives: ({ standing, publishedOn }) => publishedOn !== null && ['published', 'changing'].includes(standing),
  counted: 'at-once',
})

/** How much of what is held has a level. */
export const gradedRate = defineIndicator('data-graded-rate', {
  title: '数据定级率',
  unit: '%',
  says: '没有撤下的数据资源里，按国家标准定了级的比率。',
  of: dataResource,
  formula: 'share',
  gives: ({ standing, grade }) => (standing === 'withdrawn' ? null : grade !== null),
  counted: 'at-once',
})

/** How much is open to everyone. */
export const resourcesOpen = defineIndicator('data-resources-open', {
  title: '向社会开放的数据资源',
  unit: '个',
  says: '已发布、无条件或者有条件向社会开放的数据资源。',
  of: dataResource,
  formula: 'count',
  gives: ({ standing, opening }) => standing === 'published' && opening !== 'closed',
  counted: 'at-once',
})
