import { useQueries, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { fenOf, inYuan } from '../../../kernel/field/yuan.ts'
import type { CaseFace, FieldFace } from '../../../platform/manifest.ts'
import { plusDays, wall, weekEnd } from '../look/dates.ts'
import type { Condition } from '../look/sentence.tsx'
import { nameOf } from '../shell/navigation.ts'
import * as queries from '../shell/queries.ts'
import { useManifest, useNames, useNow } from '../shell/reader.ts'
import { useAgencies } from './options.ts'

/** Conditions over declared fields, named as the API names them. */
export function useFieldConditions(
  fields: Record<string, FieldFace>,
  names: string[],
  query: URLSearchParams,
): Condition[] {
  const manifest = useManifest()
  const presets = useDayPresets()
  const agencies = useSoughtAgencies()
  const counties = useQuery(queries.counties).data ?? []
  const pointed = [
    ...new Set(names.flatMap((name) => (fields[name]?.widget === 'record' ? (fields[name].register ?? []) : []))),
  ].filter((register) => manifest.registers[register])
  const answers = useQueries({ queries: pointed.map((register) => queries.records(register, 'limit=100')) })
  return names.flatMap((name): Condition[] => {
    const field = fields[name]
    if (!field) return []
    const at = `filter.${name}`
    const value = (query.get(at) ?? '').split(',').filter(Boolean)
    const say = { name: at, label: field.label, before: `${field.label}为`, after: '、' }
    switch (field.widget) {
      case 'choice':
      case 'choices':
        return [
          {
            ...say,
            kind: 'pick',
            value,
            choices: Object.entries(field.options ?? {}).map(([key, title]) => ({ value: key, title })),
          },
        ]
      case 'yesNo':
        return [
          {
            ...say,
            kind: 'pick',
            single: true,
            value,
            choices: [
              { value: 'true', title: '是' },
              { value: 'false', title: '否' },
            ],
          },
        ]
      case 'agency':
      case 'agencies':
        return [{ ...say, kind: 'pick', value, ...agencies(value) }]
      case 'region':
        return [{ ...say, kind: 'pick', value, choices: counties.map((one) => ({ value: one.code, title: one.name })) }]
      case 'record': {
        const face = manifest.registers[field.register ?? '']
        const rows = answers[pointed.indexOf(field.register ?? '')]?.data?.rows ?? []
        if (!face) return []
        const choices = rows.map((row) => ({ value: row.id, title: nameOf(face, row) }))
        return [{ ...say, kind: 'pick', single: true, value, choices }]
      }
      case 'date':
      case 'instant':
        return [
          {
            ...say,
            before: `${field.label}在`,
            kind: 'range',
            presets,
            from: query.get(`${at}.from`) ?? '',
            until: query.get(`${at}.until`) ?? '',
          },
        ]
      case 'money':
        return [
          {
            ...{ name: at, label: field.label, before: field.label, after: '、', unit: '元' },
            kind: 'between',
            from: query.get(`${at}.from`) ?? '',
            until: query.get(`${at}.until`) ?? '',
            typed: (kept) => (Number.isSafeInteger(Number(kept)) ? inYuan(Number(kept)) : kept),
            kept: (typed) => fenOf(typed)?.toString(),
          },
        ]
      case 'files':
      case 'table':
      case 'answers':
      case 'point':
      case 'area':
      case 'line':
        return []
      default:
        return [{ ...say, kind: 'words', value: query.get(at) ?? '' }]
    }
  })
}

/**
 * What cases of a kind are narrowed by: `always` who holds them, by when, which light, which state, where; `more` what they
 * belong to and their subject's own fields. `mine` keeps to those this reader holds.
 */
export function useConditions(
  face: CaseFace | undefined,
  query: URLSearchParams,
  { mine = false, fixed = [] }: { mine?: boolean; fixed?: string[] } = {},
): { always: Condition[]; more: Condition[] } {
  const always = useCaseConditions(face, query, mine)
  const fields = { ...face?.within, ...face?.apart }
  const own = useFieldConditions(fields, Object.keys(fields), query).filter(({ name }) => !fixed.includes(name))
  const more = own.map((one): Condition => {
    if (one.kind !== 'pick' || query.get(one.name) !== '') return one
    return { ...one, value: [''], choices: [...one.choices, { value: '', title: '空' }] }
  })
  if (!query.has('undated')) return { always, more }
  const undated = { value: 'true', title: '没有到期日' }
  const say = { name: 'undated', label: '到期日', after: '、' }
  return { always, more: [...more, { ...say, kind: 'pick', single: true, value: ['true'], choices: [undated] }] }
}

function useCaseConditions(face: CaseFace | undefined, query: URLSearchParams, mine: boolean): Condition[] {
  const presets = useDayPresets()
  const agencies = useSoughtAgencies()
  const counties = useQuery(queries.counties).data ?? []
  const region = query.get('region') ?? ''
  const above = region.replace('.', '').slice(0, region.length > 9 ? 9 : 6)
  const below = useQuery({ ...queries.regionsUnder(above), enabled: region.length > 6 }).data
  const pick = (name: string) => (query.get(name) ?? '').split(',').filter(Boolean)
  const conditions: Condition[] = []
  if (!face) return conditions
  if (!mine)
    conditions.push({
      kind: 'pick',
      name: 'agency',
      label: '部门',
      after: '承办，',
      value: pick('agency'),
      ...agencies(pick('agency')),
    })
  if (face.dated)
    conditions.push({
      kind: 'range',
      name: 'due',
      label: '期限',
      after: '到期，',
      presets,
      from: query.get('due.from') ?? '',
      until: query.get('due.until') ?? '',
    })
  if (Object.keys(face.signals).length > 0)
    conditions.push({
      kind: 'pick',
      name: 'signal',
      label: '灯',
      before: '灯为',
      after: '，',
      value: pick('signal'),
      choices: Object.entries(face.signals).map(([value, one]) => ({ value, title: one.title })),
    })
  conditions.push({
    kind: 'pick',
    name: 'state',
    label: '状态',
    before: '状态为',
    ...(mine ? {} : { after: '，' }),
    value: pick('state'),
    choices: Object.entries(face.states).map(([value, one]) => ({ value, title: one.title })),
  })
  if (!mine)
    conditions.push({
      kind: 'pick',
      name: 'region',
      label: '地区',
      before: '地区为',
      value: pick('region'),
      choices: [
        ...counties.map((one) => ({ value: one.code, title: one.name })),
        ...(below ?? []).map((one) => ({ value: one.code, title: one.name })),
        ...counties.map((one) => ({ value: `${one.code}.`, title: `${one.name}本级` })),
      ].filter(({ value }, at) => at < counties.length || value === region),
    })
  return conditions
}

/** Agencies to narrow by: the first list, those that what is typed finds beyond it, and those that are chosen. */
function useSoughtAgencies(): (
  chosen: readonly string[],
) => Pick<Condition & { kind: 'pick' }, 'choices' | 'seek' | 'busy'> {
  const [typed, seek] = useState('')
  const names = useNames()
  const { options, busy } = useAgencies(typed, [])
  return (chosen) => {
    const beyond = chosen.filter((id) => !options.some(({ value }) => value === id))
    return {
      seek,
      busy,
      choices: [
        ...options.map(({ value, label }) => ({ value, title: label })),
        ...beyond.map((id) => ({ value: id, title: names.agency(id) })),
      ],
    }
  }
}

function useDayPresets() {
  const today = wall(useNow()).date
  const year = Number(today.slice(0, 4))
  return [
    { title: '已过期', until: plusDays(today, -1) },
    { title: '本周内', from: today, until: weekEnd(today) },
    { title: '三十天内', from: today, until: plusDays(today, 30) },
    { title: `${year}年底前`, until: `${year}-12-31` },
    { title: `${year + 1}年`, from: `${year + 1}-01-01`, until: `${year + 1}-12-31` },
  ]
}
