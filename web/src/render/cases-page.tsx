import { lazy } from 'react'
import { Forbidden } from '../look/failed.tsx'
import type { CaseView } from '../shell/navigation.ts'
import { useManifest, useTitle } from '../shell/reader.ts'
import { CaseList } from './case-list.tsx'
import { CaseViews } from './case-views.tsx'
import { bulletinsFor, ComposeBulletin } from './compose-bulletin.tsx'

const BoardPage = lazy(async () => ({ default: (await import('./board/board-page.tsx')).BoardPage }))
const TimelinePage = lazy(async () => ({ default: (await import('./timeline/timeline-page.tsx')).TimelinePage }))

/** Every case of one kind that this reader may see, in one of the ways to look at them. */
export function CasesPage({ kind, view }: { kind: string; view: CaseView }) {
  const manifest = useManifest()
  const face = manifest.cases[kind]
  const page = manifest.pages.find((one) => one.kind === 'cases' && one.of === kind)
  const title = page?.title ?? face?.title ?? ''
  useTitle(title)
  if (!face) return <Forbidden what="这一类办件" />
  if (view === 'board') return <BoardPage face={face} />
  if (view === 'timeline') return <TimelinePage face={face} title={title} />
  return (
    <main id="main" tabIndex={-1} className="page">
      <CaseViews face={face} here="list" />
      <div className="ttl">
        <h1>{title}</h1>
        <span className="grow" />
        {bulletinsFor(manifest, face).map((bulletin) => (
          <ComposeBulletin key={bulletin.name} bulletin={bulletin} />
        ))}
      </div>
      <CaseList face={face} />
    </main>
  )
}
