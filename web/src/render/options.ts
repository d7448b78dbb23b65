import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { createContext, useContext } from 'react'
import type { FieldFace } from '../../../platform/manifest.ts'
import { indicators } from '../indicators/readings.ts'
import { nameOf } from '../shell/navigation.ts'
import * as queries from '../shell/queries.ts'
import { useManifest, useNames } from '../shell/reader.ts'
import { useSettled } from '../shell/settled.ts'

/** One option of a choice. */
export interface Option {
  value: string | boolean
  label: string
  says?: string
}

/** The row that a form is about: no choice, since nothing is merged into itself or carried on from itself. */
export const AboutRow = createContext<string | null>(null)

/**
 * What may be chosen of agencies: the first list, or those of the kinds that a field takes; once something is typed what the
 * server finds by it, under any name; and who is chosen.
 */
export function useAgencies(typed: string, chosen: readonly string[], kinds?: readonly string[], enabled = true) {
  const names = useNames()
  const words = useSettled(typed.trim())
  const first = useQuery({ ...(kinds ? queries.agenciesFound('', kinds) : queries.agencies), enabled })
  const found = useQuery({
    ...queries.agenciesFound(words, kinds),
    enabled: enabled && words !== '',
    placeholderData: keepPreviousData,
  })
  const begun = first.data?.filter(({ name }) => name.includes(typed.trim()))
  const listed = new Map(((words && found.data) || begun || []).map(({ id, name }) => [id, name]))
  for (const id of chosen) if (!listed.has(id)) listed.set(id, names.agency(id))
  return {
    options: [...listed].map(([value, label]) => ({ value, label })),
    busy: first.isLoading || found.isFetching || typed.trim() !== words,
  }
}

/**
 * What may be chosen in a field: its declared words, yes or no, agencies, the first hundred rows of a register, indicators.
 * @param typed words by which agencies and rows are sought beyond the first
 */
export function useOptions(
  field: FieldFace,
  chosen: unknown,
  typed = '',
): { options: Option[]; busy: boolean; more: boolean } {
  const { widget, register = '' } = field
  const face = useManifest().registers[register]
  const isAgency = widget === 'agency' || widget === 'agencies'
  const named = isAgency && chosen ? [chosen].flat().map(String) : []
  const agencies = useAgencies(typed, named, field.kinds, isAgency)
  const rows = useQuery({
    ...queries.records(register, `limit=100${narrowed(field)}`),
    enabled: widget === 'record' && face !== undefined,
  })
  const more = rows.data?.next !== null && rows.data !== undefined
  const words = useSettled(typed.trim())
  const seeks = widget === 'record' && more && words !== ''
  const found = useQuery({ ...queries.foundIn(register, words), enabled: seeks, placeholderData: keepPreviousData })
  const all = useQuery({ ...indicators(null), enabled: widget === 'indicator' })
  const about = useContext(AboutRow)
  const id = typeof chosen === 'string' ? chosen : ''
  const away = widget === 'record' && id !== '' && rows.data?.rows.some((row) => row.id === id) === false
  const one = useQuery({ ...queries.oneRecord(register, id), enabled: away })
  const called = (row: { id: string; [field: string]: unknown }): Option => ({
    value: row.id,
    label: face ? nameOf(face, row) : row.id,
  })
  const options = (): Option[] => {
    if (widget === 'yesNo')
      return [
        { value: true, label: '是' },
        { value: false, label: '否' },
      ]
    if (widget === 'choice' || widget === 'choices')
      return Object.entries(field.options ?? {}).map(([value, label]) => ({ value, label }))
    if (widget === 'record')
      return [
        ...(one.data ? [called(one.data)] : []),
        ...(seeks && found.data
          ? found.data.rows.map(({ path, title }) => ({ value: path.slice(path.lastIndexOf('/') + 1), label: title }))
          : (rows.data?.rows ?? []).filter((row) => row.id !== about).map(called)),
      ]
    if (widget === 'indicator')
      return (all.data ?? []).map(({ name, title, says }) => ({ value: name, label: title, says }))
    return agencies.options
  }
  return {
    options: options(),
    busy: agencies.busy || rows.isLoading || all.isLoading || (seeks && found.isFetching),
    more,
  }
}

/** Of a field that takes some rows only, how its register is asked for those. */
export const narrowed = ({ where = {} }: FieldFace) =>
  Object.entries(where)
    .map(([name, values]) => `&filter.${name}=${values.map(encodeURIComponent).join(',')}`)
    .join('')

/** A region by levels: the county or zone, then what lies below it as far as there is something. */
export function useRegionLevels(code: string): { at: string; parent: string; word: string; rows: Option[] }[] {
  const county = code.slice(0, 6)
  const town = code.length >= 9 ? code.slice(0, 9) : ''
  const counties = useQuery(queries.counties).data
  const towns = useQuery({ ...queries.regionsUnder(county), enabled: county !== '' }).data
  const villages = useQuery({ ...queries.regionsUnder(town), enabled: town !== '' }).data
  const rows = (found: typeof counties) => (found ?? []).map((one) => ({ value: one.code, label: one.name }))
  return [
    { at: county, parent: '', word: '县（市、区）', rows: rows(counties) },
    { at: town, parent: county, word: '镇（街道）', rows: rows(county ? towns : []) },
    { at: code.length >= 12 ? code : '', parent: town, word: '村（社区）', rows: rows(town ? villages : []) },
  ].filter((level, at) => at === 0 || level.rows.length > 0)
}
