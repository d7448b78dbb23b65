import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { BoardRow, FieldFace, SignalFace } from '../../../../platform/manifest.ts'
import { inOrder } from '../../look/lights.ts'
import { casesPath } from '../../shell/navigation.ts'
import * as queries from '../../shell/queries.ts'
import { useManifest } from '../../shell/reader.ts'
import type { Way } from './ways.ts'

/** A column that a page of its own adds to a board: a number per line, and one for the whole. */
export interface Extra {
  name: string
  title: string
  of: (key: string) => number | null
  whole: number | null
  draw: (value: number | null) => ReactNode
  /** What the heading says of it. */
  says?: ReactNode
}

/** What a line counts. */
export interface Counts {
  count: number
  signals: Record<string, number>
  means: Record<string, number>
  extra: (number | null)[]
  /** The cases behind the line, or behind one of its lights. */
  to: (signal?: string) => string
}

/** One line of a board as it is drawn. */
export interface Line extends Counts {
  key: string
  name: string
}

export interface Board {
  way: Way
  lines: Line[]
  /** All lines in one. */
  whole: Counts
  /** The lights that shine in it, the most urgent first. */
  lights: [string, SignalFace][]
  /** The facts in percent whose means it shows. */
  facts: [string, FieldFace][]
  extras: Extra[]
}

const nothing: BoardRow = { key: null, count: 0, signals: {}, means: {} }

/** One board, its lines named and each leading to the cases behind it. @param conditions what the cases are narrowed by */
export function useBoard(way: Way | undefined, conditions: URLSearchParams, extras: Extra[]) {
  const manifest = useManifest()
  const kind = way?.face.name ?? ''
  const enabled = way !== undefined
  const lines = useQuery({ ...queries.board(kind, `by=${way?.by}&${conditions}`), enabled })
  const whole = useQuery({ ...queries.board(kind, String(conditions)), enabled })
  const fault = lines.error ?? whole.error
  const retry = () => [lines, whole].forEach((one) => void (one.error && one.refetch()))
  if (!way || !lines.data || !whole.data) return { board: null, fault, retry }
  const { face } = way
  const list = (more: Record<string, string>, signal?: string) => {
    const sent = new URLSearchParams(conditions)
    for (const [name, value] of Object.entries({ ...more, ...(signal && { signal }) })) sent.set(name, value)
    return `${casesPath(manifest, kind)}${sent.size > 0 ? `?${sent}` : ''}`
  }
  const drawn = ({ key, ...counts }: BoardRow & { key: string }): Line => ({
    ...{ ...counts, key, name: way.nameOf(key), extra: extras.map((extra) => extra.of(key)) },
    to: (signal) => way.to?.(key, signal) ?? list(way.asks(key), signal),
  })
  const all = whole.data[0] ?? nothing
  const own = new Set(extras.map(({ name }) => name))
  const board: Board = {
    way,
    lines: together(lines.data, way).map(drawn),
    whole: { ...all, extra: extras.map((extra) => extra.whole), to: (signal) => list({}, signal) },
    lights: inOrder(Object.entries(face.signals).filter(([name]) => all.signals[name])),
    facts: Object.entries(face.facts).filter(([name, { widget }]) => widget === 'percent' && !own.has(name)),
    extras,
  }
  return { board, fault, retry }
}

/** What was counted, brought together by line; means are weighed by the number of cases. */
function together(counted: BoardRow[], { lineOf = (key) => key, ordered }: Way): (BoardRow & { key: string })[] {
  const lines = [...Map.groupBy(counted, ({ key }) => lineOf(key ?? ''))].map(([key, among]) => {
    const count = among.reduce((sum, line) => sum + line.count, 0)
    const summed = (of: (line: BoardRow) => Record<string, number>) => {
      const sums: Record<string, number> = {}
      for (const line of among) for (const [name, n] of Object.entries(of(line))) sums[name] = (sums[name] ?? 0) + n
      return sums
    }
    const weighed = summed(({ means, count: n }) =>
      Object.fromEntries(Object.entries(means).map(([name, mean]) => [name, mean * n])),
    )
    const means = Object.fromEntries(Object.entries(weighed).map(([name, sum]) => [name, Math.round(sum / count)]))
    return { key, count, signals: summed((line) => line.signals), means }
  })
  const last = '\uffff'
  const order = (a: string, b: string) => (a || last).localeCompare(b || last, 'en', { numeric: true })
  return ordered ? lines.toSorted((a, b) => order(a.key, b.key)) : lines
}
