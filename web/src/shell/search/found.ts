import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { Manifest } from '../../../../platform/manifest.ts'
import { get } from '../api.ts'
import type { FoundRow } from '../queries.ts'
import { offeredLists, frontOf } from '../navigation.ts'
import { useManifest, useNames } from '../reader.ts'
import { useSettled } from '../settled.ts'

/** One thing to go to. */
export interface Hit {
  id: string
  title: string
  says: string
  /** Words at the edge: what it is. */
  note: string
  path: string
}

export interface Group {
  title: string
  hits: Hit[]
}

const kinds: [FoundRow['kind'], string][] = [
  ['case', '办件'],
  ['register', '登记册'],
  ['file', '附件'],
]

/** What a search finds, grouped by kind: what the server holds, and the pages and systems that the manifest names. `whole` is for a page of its own. */
export function useFound(asked: string, whole: boolean) {
  const limit = whole ? 50 : 20
  const manifest = useManifest()
  const names = useNames()
  const q = useSettled(asked.trim())
  const answer = useQuery({
    queryKey: ['search', q, limit],
    enabled: q !== '',
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      get<{ rows: FoundRow[]; more: boolean }>(`/search?q=${encodeURIComponent(q)}&limit=${limit}`, signal),
  })
  const groups =
    q === ''
      ? []
      : [...groupsOf(answer.data?.rows ?? [], whole, names.agency), ...placesOf(manifest, q)].filter(
          (one) => one.hits.length > 0,
        )
  return {
    groups,
    /** The words that the groups answer. */
    q,
    more: answer.data?.more === true,
    error: answer.error,
    retry: () => void answer.refetch(),
    /** Nothing to show yet for what is typed; earlier results stay on the page meanwhile. */
    pending: q !== '' && answer.isPending,
    behind: q !== asked.trim() || answer.isPlaceholderData,
  }
}

/** Rows that nothing tells from one that stands above them: a task's eleven counties, none of which has said a word. */
const isSame = (row: FoundRow, above: FoundRow[]) =>
  above.some((one) => one.of === row.of && one.title === row.title && one.says === row.says)

function groupsOf(rows: FoundRow[], whole: boolean, nameOf: (agency: string) => string): Group[] {
  return kinds.map(([kind, title]) => ({
    title,
    hits: rows
      .filter((row, at) => row.kind === kind && (whole || !isSame(row, rows.slice(0, at))))
      .map((row) => ({
        id: `${kind}-${row.path}-${row.title}`,
        title: row.title,
        says: saysOf(row),
        note: kind === 'case' && row.agency ? `${nameOf(row.agency)} · ${row.ofTitle}` : row.ofTitle,
        path: row.path,
      })),
  }))
}

/** A case's text begins with the name of its kind, which already stands at the edge. */
function saysOf({ says, ofTitle }: FoundRow): string {
  return says
    .split(/\n+/)
    .filter((line) => line !== ofTitle)
    .join(' · ')
}

/** Pages that no declaration names. */
const own = Object.entries({
  '/systems': '系统',
  '/': '工作台',
  '/jobs': '后台进度',
}).map(([to, title]) => ({ to, title, system: '' }))

/** Systems and list pages by their titles; at most five of each. */
function placesOf(manifest: Manifest, q: string): Group[] {
  const holds = (title: string) => q.split(/\s+/).every((word) => title.toLowerCase().includes(word.toLowerCase()))
  const drawn = manifest.pages.flatMap(({ kind, path, title }) =>
    kind === 'bespoke' && !path.includes(':') ? [{ to: `/${path}`, title, system: '' }] : [],
  )
  const listed = offeredLists(manifest).flatMap((group) =>
    group.pages.map((page) => ({ ...page, system: group.system })),
  )
  return [
    {
      title: '系统',
      hits: manifest.systems
        .filter((one) => holds(one.title))
        .slice(0, 5)
        .map((one) => ({
          id: `system-${one.id}`,
          title: one.title,
          says: one.items.length > 0 ? `${frontOf(manifest)?.title ?? ''}第 ${one.items.join('、')} 条` : '',
          note: one.runs ? '已运行' : '未建',
          path: one.items[0] === undefined ? '/systems' : `/systems?item=${one.items[0]}`,
        })),
    },
    {
      title: '页面',
      hits: [...drawn, ...own, ...listed]
        .filter((page) => holds(page.title))
        .slice(0, 5)
        .map((page) => ({ id: `page-${page.to}`, title: page.title, says: '', note: page.system, path: page.to })),
    },
  ]
}
