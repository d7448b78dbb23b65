import { grades, gradeOf, harmed, harms } from '#commons/data-grade'
import { dataResource } from '#commons/data-resource'
import { defineRegister, field } from '#platform'

/** How somebody judges the harm of a resource, and the level that follows. @source GB/T 43697-2024 table 1 */
export const dataGrading = defineRegister('data-grading', {
  title: '数据定级',
  naming: 'reason',
  under: 'resource',
  fields: {
    resource: field.record('数据资源', dataResource),
    nation: field.choice(harmed.nation, harms),
    economy: field.choice(harmed.economy, harms),
    order: field.choice(harmed.order, harms),
    interest: field.choice(harmed.interest, harms),
    organisations: field.choice(harmed.organisations, harms),
    persons: field.choice(harmed.persons, harms),
    reason: field.text('判断的理由', { max: 200, help: '领域、群体、区域、精度、规模、深度、覆盖度、重要性' }),
    grade: field.optional(field.choice('得出的级别', grades)),
    before: field.optional(field.choice('原来的级别', grades)),
  },
  derives: {
    before: ['resource', 'grade'],
    grade: (row) => gradeOf(row),
  },
  columns: ['reason', 'grade', 'before'],
  filters: ['grade'],
  defaults: {
    ...({ nation: 'none', economy: 'none', order: 'none' } as const),
    ...({ interest: 'none', organisations: 'none', persons: 'none' } as const),
  },
  amends: [],
})
