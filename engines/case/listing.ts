import * as z from 'zod'
import type { Bind } from '#kernel/database'
import { day, noteOf } from '#kernel/field'
import { listed } from '#kernel/http'
import { columnOf, tableOf, type Register } from '#engines/register'
import { listWords, type Called } from '#engines/register/run'
import { faults } from './faults.ts'
import type { AnyCase } from './index.ts'

const word = (says: string) => z.string().min(1).max(200).optional().describe(`${says}，几个用逗号分开`)
/** What every list of cases is filtered by. */
export const filters = {
  state: word('只要这些状态的'),
  signal: word('只要亮这些灯的'),
  agency: word('只要这些单位的'),
  region: z
    .string()
    .regex(/^[0-9A-Z]{4,12}\.?$/)
    .optional()
    .describe('只要这个地区和它下面的；末尾加一点的只要它本级的'),
  within: z.uuid().optional().describe('只要属于这一项的'),
  parent: z.uuid().optional().describe('只要这个办件下面的'),
  subject: z.uuid().optional().describe('只要关于这条记录的'),
  mine: z.enum(['true']).optional().describe('只要本单位的'),
  open: z.enum(['true', 'false']).optional().describe('true 在办的，false 办结的'),
  'due.from': day().optional().describe('期限从这天起'),
  'due.until': day().optional().describe('期限到这天止'),
  undated: z.enum(['true']).optional().describe('只要没有期限的'),
}
export type Filters = z.infer<z.ZodObject<typeof filters>>
/** What a list of cases is asked for. */
export interface CaseListing {
  /** What the conditions were made of, where the address asked for them. */
  filters?: Filters
  conditions: (bind: Bind, called: Called) => string[]
  sort: { column: string; descending: boolean; mayBeEmpty: boolean }
  after?: string | undefined
  limit: number
}

/** A page of a list of cases, as its address asks for it. */
export const query = listed({
  ...filters,
  sort: z.string().max(40).optional().describe('按哪一项排，前面加 - 的从大到小'),
  ...listWords,
})

/** A board of cases, as its address asks for it. */
export const boardQuery = listed({
  ...filters,
  by: z
    .string()
    .regex(/^(agency|region|state|month|subject\.[a-zA-Z]{1,60})$/)
    .optional()
    .describe('按什么分：agency 单位，region 地区，state 状态，month 期限的月份，subject.字段'),
})

export const sorts: Readonly<Record<string, string>> = { dueOn: 'due_on', stateSince: 'state_since' }

/** A list's filters as conditions; values are bound, never written into the statement. */
export const conditionsOf = (asked: Filters, agency: string | null) => (bind: Bind, called: Called) => {
  const among = (column: string, value: string) =>
    value.includes(',') ? `${column} = any(${bind(value.split(','))}::text[])` : `${column} = ${bind(value)}`
  return [
    asked.state && among(called('state'), asked.state),
    asked.signal && among(called('signal'), asked.signal),
    asked.agency && among(called('agency'), asked.agency),
    asked.region &&
      `${called('region')} ${asked.region.endsWith('.') ? '=' : '^@'} ${bind(asked.region.replace('.', ''))}`,
    asked.within && `${called('within')} = ${bind(asked.within)}`,
    asked.parent && `${called('parent')} = ${bind(asked.parent)}`,
    asked.subject && `${called('subject')} = ${bind(asked.subject)}`,
    asked.mine && `${called('agency')} = ${bind(agency)}`,
    asked.open && `${called('closed_at')} is ${asked.open === 'true' ? '' : 'not '}null`,
    asked['due.from'] && `${called('due_on')} >= ${bind(asked['due.from'])}`,
    asked['due.until'] && `${called('due_on')} <= ${bind(asked['due.until'])}`,
    asked.undated && `${called('due_on')} is null`,
  ].filter((condition) => typeof condition === 'string')
}

/** What a field is when cases are told apart by it: one word, one agency, one row. */
const apart: ReadonlySet<string> = new Set(['choice', 'yesNo', 'agency', 'record'])

/**
 * The subject's fields that cases are told apart by, in boards and in filters: what its own register is filtered by, never
 * what is personal.
 */
export const fieldsApart = ({ subject, within, holder }: AnyCase): string[] =>
  ((subject as Register).filters as readonly string[]).filter((name) => {
    const { widget, register, sensitivity } = noteOf(subject.fields[name] as z.ZodType)
    const is = apart.has(widget) && sensitivity !== 'personal' && ![within, holder].includes(name)
    return is && register !== subject.name
  })

/** What a value of a field looks like in an address, where its column takes no other. */
const written: Readonly<Record<string, z.ZodType>> = { uuid: z.uuid(), boolean: z.enum(['true', 'false']) }

/** The filters by the subject's own fields, `filter.` and a field's name; an empty one asks for those that have none. @throws case/no-such-filter */
export function ownFilters(declared: AnyCase, asked: Record<string, unknown>) {
  const subject = declared.subject as Register
  const named = Object.entries(asked).flatMap(([key, value]): [string, string[]][] =>
    key.startsWith('filter.') ? [[key.slice(7), String(value).split(',').filter(Boolean)]] : [],
  )
  const known = fieldsApart(declared)
  const [within, ...more] = named.find(([name]) => name === declared.within)?.[1] ?? []
  const fields = named.map(([name, values]) => {
    const column = known.includes(name) || name === declared.within ? noteOf(subject.fields[name] as never).column : ''
    const fits = values.every((value) => (written[column] ?? z.string()).safeParse(value).success)
    const alone = name !== declared.within || (within !== undefined && more.length === 0)
    if (!column || !fits || !alone) throw faults['no-such-filter']({ by: name })
    return { name, values, column }
  })
  const conditions = (bind: Bind, called: Called) =>
    fields
      .filter(({ name }) => name !== declared.within)
      .map(({ name, values, column }) => {
        const is = values.length > 0 ? `= any(${bind(values)}::${column}[])` : 'is null'
        return `exists (select from ${tableOf(subject)} s where s.id = ${called('subject')} and s.${columnOf(name)} ${is})`
      })
  return { within, conditions }
}

/** A whole list as its address asks for it. @throws case/no-such-filter */
export function listingOf(
  declared: AnyCase,
  { sort, ...asked }: Filters & { sort?: string | undefined },
  agency: string | null,
): Pick<CaseListing, 'conditions' | 'sort'> & { filters: Filters } {
  const name = sort?.replace(/^-/, '') ?? ''
  const column = sort ? sorts[name] : 'id'
  if (!column) throw faults['no-such-filter']({ by: name })
  const own = ownFilters(declared, asked)
  const filters = { ...asked, within: own.within ?? asked.within }
  const conditions = conditionsOf(filters, agency)
  return {
    filters,
    conditions: (bind, called) => [...conditions(bind, called), ...own.conditions(bind, called)],
    sort: { column, descending: sort?.startsWith('-') ?? false, mayBeEmpty: column === 'due_on' },
  }
}
