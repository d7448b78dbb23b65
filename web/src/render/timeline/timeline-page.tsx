import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { CaseFace, CaseRow } from '../../../../platform/manifest.ts'
import { wall } from '../../look/dates.ts'
import { Failed } from '../../look/failed.tsx'
import { Light } from '../../look/light.tsx'
import { Loading } from '../../look/loading.tsx'
import { SentenceFilters } from '../../look/sentence.tsx'
import { NotFound } from '../../shell/not-found.tsx'
import { casesPath } from '../../shell/navigation.ts'
import * as queries from '../../shell/queries.ts'
import { useManifest, useNames, useNow, useTitle } from '../../shell/reader.ts'
import { useWithin } from '../board/board-page.tsx'
import { CaseViews } from '../case-views.tsx'
import { useConditions } from '../conditions.ts'
import { listQuery, ofCases, pageQuery, useListAddress } from '../list-address.ts'
import { KeysFoot, ListBar, totalWords } from '../list-parts.tsx'
import { NoneThere } from '../none-there.tsx'
import { caseOrder } from '../order.ts'
import { Bars, TimelineHead, type Bar } from './bars.tsx'

/** The cases of one kind in time: from the day they were opened to the day they, or the state they are in, must end by. */
export function TimelinePage({ face, title }: { face: CaseFace; title: string }) {
  const { query, change, forward, back, paged } = useListAddress()
  const list = listQuery(query, { sort: 'dueOn', known: ofCases })
  const found = useQuery({
    ...queries.cases(face.name, pageQuery(list, query, 100)),
    placeholderData: keepPreviousData,
  })
  const { always, more } = useConditions(face, query)
  const barOf = useBarOf(face)
  const today = wall(useNow()).date
  const within = useWithin(face, query)
  useTitle(`${title}时间线`)
  if (!face.ends) return <NotFound />
  if (found.error) return <Failed what={title} error={found.error} retry={() => void found.refetch()} />
  const rows = found.data?.rows ?? []
  const total = found.data ? totalWords(found.data.total, '件') : ''
  const limited = [...query.keys()].some((name) => !['sort', 'after'].includes(name))
  const [fact] = percentFacts(face)
  return (
    <main id="main" tabIndex={-1} className="page tlp">
      <CaseViews face={face} here="timeline" />
      <TimelineHead
        title={`${within}${title}时间线`}
        says={`每条从建立那天起，到${face.dated ? '到期日' : '现在这一步的期限'}止${fact ? `，填满的部分是最近一次报送的${fact[1].label}` : ''}，竖线是今天；没有期限的画成潮线。`}
      />
      <SentenceFilters opening="看" closing={`的${face.title}`} conditions={always} more={more} change={change} />
      <ListBar says={[total, caseOrder(query.get('sort') ?? 'dueOn', rows)].filter(Boolean).join('，')} />
      {!found.data ? (
        <Loading lines={10} />
      ) : rows.length === 0 ? (
        <NoneThere kind="case" name={face.name} title={face.title} limited={limited} />
      ) : (
        <Bars groups={[{ title: null, bars: rows.map(barOf) }]} reaches={[today]} endless="没有期限" />
      )}
      <KeysFoot
        says={total}
        back={paged ? back : null}
        forward={found.data?.next ? () => forward(found.data.next ?? '') : null}
      />
    </main>
  )
}

const percentFacts = (face: CaseFace) => Object.entries(face.facts).filter(([, { widget }]) => widget === 'percent')

function useBarOf(face: CaseFace): (row: CaseRow) => Bar {
  const manifest = useManifest()
  const names = useNames()
  const base = casesPath(manifest, face.name)
  const [fact] = percentFacts(face)
  return (row) => {
    const light = row.signal ? face.signals[row.signal] : undefined
    const ends = row.closedAt ?? row.stateDueAt
    const percent = fact && row.facts[fact[0]]
    const state = face.states[row.state]?.title
    return {
      ...{ id: row.id, to: `${base}/${row.id}`, title: row.title, who: names.agency(row.agency) },
      ...{ from: wall(row.openedAt).date, until: row.dueOn ?? (ends && wall(ends).date) },
      says: light ? state : names.region(row.region),
      done: fact && { label: fact[1].label, percent: typeof percent === 'number' ? percent : null },
      late: light ? light.shape === 'late' : row.closedAt === null,
      standing: light ? <Light face={light} /> : state,
    }
  }
}
