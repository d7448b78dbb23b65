import { Forbidden } from '../look/failed.tsx'
import { useManifest, useTitle } from '../shell/reader.ts'
import { CaseList } from './case-list.tsx'
import { bulletinsFor, ComposeBulletin } from './compose-bulletin.tsx'

/** Every case of one kind that this reader may see. */
export function CasesPage({ kind }: { kind: string }) {
  const manifest = useManifest()
  const face = manifest.cases[kind]
  const page = manifest.pages.find((one) => one.kind === 'cases' && one.of === kind)
  const title = page?.title ?? face?.title ?? ''
  useTitle(title)
  if (!face) return <Forbidden what="这一类办件" />
  return (
    <main id="main" tabIndex={-1} className="page">
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
