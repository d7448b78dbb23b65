import type { CaseRow, RegisterFace } from '../../../platform/manifest.ts'

/** In which order a list of cases stands, in words. A kind with no due day stands in the order in which its cases were opened. */
export function caseOrder(sort: string, rows: readonly CaseRow[]): string {
  if (rows.length === 0) return ''
  const down = sort.startsWith('-')
  if (sort.endsWith('stateSince')) return down ? '最近进入现状态的在前' : '最早进入现状态的在前'
  const opened = down ? '最近建立的在前' : '最早建立的在前'
  const due = rows.filter(({ dueOn }) => dueOn !== null).length
  if (due === 0) return opened
  return `${down ? '按到期日从远到近' : '按到期日从近到远'}${due < rows.length ? '，没有到期日的在后' : ''}`
}

/** In which order a register's list stands, in words: by the field that it is sorted by, else as its rows came in. */
export function recordOrder(sort: string | null, { fields, sorts }: RegisterFace): string {
  const name = sort?.replace(/^-/, '')
  const field = name && sorts.includes(name) ? fields[name] : undefined
  if (!field) return '最早登记的在前'
  const down = sort?.startsWith('-')
  const days = field.widget === 'date' || field.widget === 'month'
  const way = days ? (down ? '从晚到早' : '从早到晚') : down ? '从大到小' : '从小到大'
  return `按${field.label}${way}${field.required ? '' : '，没有的在后'}`
}
