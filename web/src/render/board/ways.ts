import { useQuery } from '@tanstack/react-query'
import type { CaseFace } from '../../../../platform/manifest.ts'
import { monthWords } from '../../indicators/figures.ts'
import { monthEnd } from '../../look/dates.ts'
import { nameOf } from '../../shell/navigation.ts'
import * as queries from '../../shell/queries.ts'
import { useManifest, useNames } from '../../shell/reader.ts'

/** One way to draw a board: what its lines are, what they are called, and which cases stand behind each. */
export interface Way {
  /** Its name in the address. */
  name: string
  title: string
  column: string
  /** What its lines are counted in, and the words of the heading that say so. */
  unit: string
  among?: (lines: string) => string
  face: CaseFace
  /** What the server is asked for. */
  by: string
  /** Which line a counted key belongs to; without it each is a line of its own. */
  lineOf?: (key: string) => string
  nameOf: (key: string) => string
  /** True where the lines have an order of their own. */
  ordered?: boolean
  /** True where the lines are regions. */
  places?: boolean
  /** What narrows a list to a line. */
  asks: (key: string) => Record<string, string>
  /** Where a line's cases are, when no list shows them. */
  to?: (key: string, signal?: string) => string
}

/** The ways in which a kind of case can be drawn: who holds it, where, as it stands, by when, and by its subject's own fields. */
export function useWays(face: CaseFace | undefined, query: URLSearchParams): Way[] {
  const manifest = useManifest()
  const names = useNames()
  const rows = useRowNames(face, query.get('by'))
  const region = query.get('region')?.replace('.', '') ?? ''
  const deep = region.length < 6 ? 6 : region.length < 9 ? 9 : 12
  const below = useQuery({ ...queries.regionsUnder(region), enabled: deep > 6 }).data
  if (!face) return []
  const regionName = (key: string) =>
    key.length < 6 ? '市本级' : names.region(key) || below?.find(({ code }) => code === key)?.name || key
  const ways: (Way | false)[] = [
    {
      ...{ name: 'agency', title: '按部门', column: '部门', unit: '个部门', face, by: 'agency' },
      among: (lines) => `由 ${lines}承办`,
      nameOf: names.agency,
      asks: (agency) => ({ agency }),
    },
    {
      ...{ name: 'region', title: '按县区', column: '县（市、区）和功能区', face, by: 'region', places: true },
      ...(deep > 6 && { title: '按地区', column: '地区' }),
      unit: deep > 6 ? '个地区' : '个县级板块',
      among: (lines) => `落到 ${lines}`,
      lineOf: (key) => key.slice(0, deep),
      nameOf: regionName,
      asks: (key) => ({ region: key.length < deep ? `${key}.` : key }),
    },
    {
      ...{ name: 'state', title: '按状态', column: '状态', unit: '种状态', face, by: 'state' },
      nameOf: (key) => face.states[key]?.title ?? key,
      asks: (state) => ({ state }),
    },
    face.dated && {
      ...{ name: 'month', title: '按完成月份', column: '完成月份', unit: '个时点', face, by: 'month', ordered: true },
      nameOf: (key) => (key ? monthWords(key) : '不设日期'),
      asks: (key) => (key ? within(query, `${key}-01`, monthEnd(key)) : { undated: 'true' }),
    },
    ...Object.entries(face.apart).map(([name, { label, widget, options }]): Way => {
      const says: Record<string, (key: string) => string> = {
        agency: names.agency,
        yesNo: (key) => (key === 'true' ? '是' : '否'),
        record: rows,
      }
      return {
        ...{ name, title: `按${label}`, column: label, unit: `${widget === 'choice' ? '种' : '个'}${label}`, face },
        by: `subject.${name}`,
        nameOf: (key) => (key ? (says[widget]?.(key) ?? options?.[key] ?? key) : `没有${label}`),
        asks: (key) => ({ [`filter.${name}`]: key }),
      }
    }),
  ]
  return ways.filter((way) => way !== false)

  /** The days of a month, as far as the address asks for them. */
  function within(asked: URLSearchParams, first: string, last: string) {
    const [from, until] = [asked.get('due.from') ?? first, asked.get('due.until') ?? last]
    return { 'due.from': from > first ? from : first, 'due.until': until < last ? until : last }
  }

  /** The names of the rows that a board is drawn by, where it is drawn by rows. */
  function useRowNames(of: CaseFace | undefined, by: string | null) {
    const field = of?.apart[by ?? '']
    const register = manifest.registers[field?.register ?? '']
    const found = useQuery({ ...queries.allRecords(register?.name ?? '', ''), enabled: register !== undefined })
    return (id: string) => {
      const row = found.data?.find((one) => one.id === id)
      return row && register ? nameOf(register, row) : found.isLoading ? '…' : '看不到这一条'
    }
  }
}
