import { monthWords } from '../../indicators/figures.ts'
import type { Choice, Condition } from '../../look/sentence.tsx'
import { useListAddress } from '../../render/list-address.ts'
import { useManifest, useNames } from '../../shell/reader.ts'
import { inOrder } from '../../look/lights.ts'
import { supervision, type Chapter, type Line, type Reading } from './plan-data.ts'

/** The rows of a plan that the address asks for: by chapter, lead, light and month due; and the sentence that says so. */
export function useLineFilters(reading: Reading) {
  const { query, change } = useListAddress()
  const { cases } = useManifest()
  const names = useNames()
  const asked = (name: string) => (query.get(name) ?? '').split(',').filter(Boolean)
  const pick = (
    name: string,
    label: string,
    choices: Choice[],
    say: { before?: string; after?: string },
  ): Condition => ({
    ...say,
    kind: 'pick',
    name,
    label,
    choices,
    value: asked(name),
  })
  const leads = [...new Set(reading.lines.flatMap((line) => line.lead ?? []))]
  const months = [...new Set(reading.lines.map((line) => line.dueOn?.slice(0, 7) ?? 'none'))].toSorted()
  const lights = inOrder(Object.entries(cases[supervision]?.signals ?? {}))
  const conditions = [
    pick(
      'agency',
      '部门',
      leads.map((value) => ({ value, title: names.agency(value) })),
      { after: '牵头，' },
    ),
    ...(reading.lit
      ? [
          pick(
            'light',
            '灯',
            lights.map(([value, { title }]) => ({ value, title })),
            { before: '灯为', after: '，' },
          ),
        ]
      : []),
    pick(
      'due',
      '完成月份',
      months.map((value) => ({ value, title: value === 'none' ? '持续推进' : monthWords(value) })),
      { after: '完成' },
    ),
  ]
  const more = [
    pick(
      'chapter',
      '章',
      reading.chapters.map(({ number, title }) => ({ value: String(number), title })),
      { before: '，属于' },
    ),
  ]
  const among = (name: string, value: string) => asked(name).length === 0 || asked(name).includes(value)
  const lines = reading.lines.filter(
    (line) =>
      among('agency', line.lead ?? '') &&
      among('light', line.case?.signal ?? '') &&
      among('due', line.dueOn?.slice(0, 7) ?? 'none') &&
      among('chapter', String(chapterOf(reading, line)?.number ?? 0)),
  )
  return { lines, conditions, more, change }
}

/** The chapter that a row belongs to: its item's, or that of the first item which names it. */
export function chapterOf(reading: Reading, line: Line): Chapter | undefined {
  const own = reading.chapters.find(({ entries }) => entries.some((entry) => entry.id === line.item))
  return own ?? reading.chapters.find(({ entries }) => entries.some((entry) => entry.lines.includes(line)))
}
