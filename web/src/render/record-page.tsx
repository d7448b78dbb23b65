import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { Link, useSearchParams } from 'react-router'
import { ArchiveOf } from '../archives/archive-of.tsx'
import { AssessmentLink } from '../assessments/assessment-link.tsx'
import { DrawLinks } from '../draws/draw-links.tsx'
import { KitLinks } from '../kits/kit-links.tsx'
import { shortInstant } from '../look/dates.ts'
import { Failed } from '../look/failed.tsx'
import { Loading } from '../look/loading.tsx'
import { Timeline } from '../look/timeline.tsx'
import { useEvidenceOf } from '../receipt/ledger-events.ts'
import { ReceiptLink } from '../receipt/receipt-link.tsx'
import { Papers } from '../seals/papers.tsx'
import { SealOf } from '../seals/seal.tsx'
import { get } from '../shell/api.ts'
import { listPath, nameOf } from '../shell/navigation.ts'
import * as queries from '../shell/queries.ts'
import { useManifest, useNow, useTitle } from '../shell/reader.ts'
import { amendDraft, readDraft } from './drafts.ts'
import { Findings } from './findings.tsx'
import { NestedRows } from './nested-rows.tsx'
import { RecordBody } from './record-body.tsx'
import { SealedNumber } from './sealed-number.tsx'
import { ShapeChange } from './shape/drawing.tsx'
import { isShape } from './shape/typed.ts'
import { Value } from './value.tsx'
import { Veiled } from './veiled.tsx'
import type { RegisterFace } from '../../../platform/manifest.ts'
import './document.css'

const AmendForm = lazy(async () => ({ default: (await import('./amend-form.tsx')).AmendForm }))

interface Change {
  version: number
  at: string
  actor: { name: string }
  changes: Record<string, [unknown, unknown]>
}

/** One record as a document, its history beside it, and the amend form for those who may. */
export function RecordPage({ name, id }: { name: string; id: string }) {
  const manifest = useManifest()
  const face = manifest.registers[name]
  const [purpose, setPurpose] = useState<string>()
  const found = useQuery({ ...queries.oneRecord(name, id, purpose), enabled: face !== undefined })
  const [query, setQuery] = useSearchParams()
  const [looking, setLooking] = useState('')
  const title = found.data && face ? nameOf(face, found.data) : ''
  useTitle(title)
  if (!face) return <Failed what="这条记录" error={null} />
  if (found.error) return <Failed what="这条记录" error={found.error} retry={() => void found.refetch()} />
  if (!found.data) return <Loading lines={10} whole />
  const record = found.data
  const may = record.may?.includes('amend') === true
  const amending = may && query.has('amend')
  const amend = (on: boolean) => setQuery(on ? { amend: '1' } : {}, { replace: true, preventScrollReset: true })
  return (
    <>
      <section className="ln" aria-label="概要">
        <div className="t">
          <Link to={listPath(manifest, name)}>{face.title}</Link>
          <span>第 {record.version} 版</span>
        </div>
        <h1>{title.length > 60 ? face.title : title}</h1>
      </section>
      <div className="cs">
        <main id="main" tabIndex={-1} className="doc">
          <div className="lead-act no-print">
            {may && !amending ? (
              <button type="button" className="bt" onClick={() => amend(true)}>
                更正
                {readDraft(amendDraft(name, record.id)) ? <span className="cap">有草稿</span> : null}
              </button>
            ) : null}
            <button type="button" className="bt q" onClick={() => window.print()}>
              打印
            </button>
          </div>
          {record.veiled && record.veiled.length > 0 ? (
            <Veiled titles={record.veiled.map((field) => face.fields[field]?.label ?? field)} look={setPurpose} />
          ) : null}
          {amending ? (
            <Suspense fallback={<Loading />}>
              <AmendForm name={name} face={face} record={record} done={() => amend(false)} />
            </Suspense>
          ) : (
            <RecordBody
              fields={face.fields}
              record={record}
              drawSealed={
                record.may?.includes('reveal')
                  ? (field, { label }, mask) => (
                      <SealedNumber
                        key={`${field}.${record.version}`}
                        {...{ register: name, id: record.id, name: field, label, mask }}
                        {...{ purpose: looking, setPurpose: setLooking }}
                      />
                    )
                  : undefined
              }
            />
          )}
          {amending ? null : <NestedRows register={name} id={id} />}
        </main>
        <aside className="side" aria-label="来历">
          <Papers
            {...{ register: name, id, version: record.version, purpose }}
            veiled={(record.veiled?.length ?? 0) > 0}
          />
          <SealOf register={name} id={id} version={record.version} />
          <ArchiveOf register={name} id={id} version={record.version} />
          <DrawLinks register={name} id={id} />
          <AssessmentLink register={name} id={id} />
          <KitLinks register={name} id={id} />
          <Findings register={name} id={id} />
          <History name={name} id={id} face={face} version={record.version} />
        </aside>
      </div>
    </>
  )
}

function History({ name, id, face, version }: { name: string; id: string; face: RegisterFace; version: number }) {
  const now = useNow()
  const evidence = useEvidenceOf(`${name}:${id}`, version)
  const history = useQuery({
    queryKey: ['registers', name, 'history', id, version],
    queryFn: ({ signal }) => get<Change[]>(`/registers/${name}/${id}/history`, signal),
  })
  if (history.error) return <p className="cap">历次改动没有取到：{history.error.message}</p>
  if (!history.data) return null
  const moments = history.data
    .toSorted((a, b) => b.version - a.version)
    .map((one) => ({
      id: String(one.version),
      at: one.at,
      when: shortInstant(one.at, now),
      who: one.actor?.name || '系统',
      act: one.version === 1 ? '登记' : `更正为第 ${one.version} 版`,
      words: one.version === 1 ? null : <Changes face={face} changes={one.changes} />,
      seal: <ReceiptLink event={evidence.get(String(one.version))} />,
    }))
  return (
    <section>
      <h2>来历</h2>
      <Timeline moments={moments} />
    </section>
  )
}

function Changes({ face, changes }: { face: RegisterFace; changes: Change['changes'] }) {
  return (
    <div className="chg">
      {Object.entries(changes).map(([field, [before, after]]) => {
        const declared = face.fields[field]
        if (!declared) return null
        return (
          <div key={field}>
            <span className="m">{declared.label}</span> <s>{<Value field={declared} value={before} dense />}</s> →{' '}
            <Value field={declared} value={after} dense />
            {isShape(declared) ? <ShapeChange field={declared} before={before} after={after} /> : null}
          </div>
        )
      })}
    </div>
  )
}
