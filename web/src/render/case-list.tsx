import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { CaseFace } from '../../../platform/manifest.ts'
import { Empty } from '../look/empty.tsx'
import { Failed } from '../look/failed.tsx'
import { Loading } from '../look/loading.tsx'
import { SentenceFilters } from '../look/sentence.tsx'
import * as queries from '../shell/queries.ts'
import { useManifest } from '../shell/reader.ts'
import { CaseTable } from './case-table.tsx'
import { useConditions } from './conditions.ts'
import { listQuery, ofCases, pageQuery, useListAddress } from './list-address.ts'
import { KeysFoot, ListBar, STILL, totalWords } from './list-parts.tsx'
import type { Sheet } from './list-work.tsx'
import { NoneThere } from './none-there.tsx'
import { caseOrder } from './order.ts'

/** Cases of one kind under a sentence of filters. `mine` keeps to those this reader holds. */
export function CaseList({ face, mine }: { face: CaseFace; mine?: boolean }) {
  const manifest = useManifest()
  const page = manifest.pages.find((one) => one.kind === 'cases' && one.of === face.name)
  const { query, change, forward, back, paged } = useListAddress()
  const sort = query.get('sort') ?? 'dueOn'
  const own: Record<string, string> = mine ? { mine: 'true', ...(query.get('state') ? {} : { open: 'true' }) } : {}
  const list = listQuery(query, { sort: 'dueOn', always: own, known: ofCases })
  const found = useQuery({ ...queries.cases(face.name, pageQuery(list, query, 20)), placeholderData: keepPreviousData })
  const { always, more } = useConditions(face, query, { mine: mine === true })
  if (found.error) return <Failed inside what={face.title} error={found.error} retry={() => void found.refetch()} />
  const total = found.data ? totalWords(found.data.total, '件') : ''
  const limited = [...query.keys()].some((name) => !['sort', 'after', 'kind'].includes(name))
  const showRegion = found.data?.rows.some((row) => row.region !== found.data.rows[0]?.region) === true
  return (
    <>
      <SentenceFilters
        opening={mine ? '看我承办的、' : '看'}
        closing={`的${face.title}`}
        conditions={always}
        more={more}
        change={change}
      />
      <ListBar
        says={
          found.isPlaceholderData ? STILL : [total, caseOrder(sort, found.data?.rows ?? [])].filter(Boolean).join('，')
        }
        exports={{ path: `/cases/${face.name}/export`, query: list }}
        many={{ title: '批量办理', sheets: sheetsOf(face, found.data?.rows[0]?.state) }}
      />
      {!found.data ? (
        <Loading />
      ) : found.data.rows.length === 0 ? (
        mine && !limited ? (
          <Empty says="你手上没有这一类事。" />
        ) : (
          <NoneThere kind="case" name={face.name} title={face.title} limited={limited} />
        )
      ) : (
        <CaseTable
          face={face}
          rows={found.data.rows}
          columns={page?.columns ?? []}
          sort={sort}
          change={(next) => change({ sort: next })}
          showRegion={showRegion}
        />
      )}
      <KeysFoot
        says={total}
        back={paged ? back : null}
        forward={found.data?.next ? () => forward(found.data.next ?? '') : null}
      />
    </>
  )
}

/** The actions of a kind that this reader may take on many cases at once; first the one that the list's first case awaits. */
function sheetsOf(face: CaseFace, state: string | undefined): Sheet[] {
  const here = face.states[state ?? '']?.actions ?? []
  const sheets = face.sheets.flatMap((name) => {
    const action = face.actions[name]
    if (!action) return []
    const says = `表里是现在可以“${action.title}”的${face.title}，一行一件。只填白色的格，不办的整行留空。${action.says ?? ''}`
    return [{ name, title: action.title, says, path: `/cases/${face.name}/sheets/${name}` }]
  })
  const first = ({ name }: Sheet) => Number(here.includes(name)) + Number(face.actions[name]?.primary === true)
  return sheets.toSorted((a, b) => first(b) - first(a))
}
