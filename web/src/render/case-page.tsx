import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import type { CaseDetail, CaseFace, FileFace } from '../../../platform/manifest.ts'
import { wall } from '../look/dates.ts'
import { Failed } from '../look/failed.tsx'
import { Light } from '../look/light.tsx'
import { Loading } from '../look/loading.tsx'
import { Stations } from '../look/stations.tsx'
import { casesPath, listPath } from '../shell/navigation.ts'
import * as queries from '../shell/queries.ts'
import { useManifest, useNow, useTitle } from '../shell/reader.ts'
import { CaseActions } from './case-actions.tsx'
import { CaseChildren } from './case-children.tsx'
import { CaseClock } from './case-clock.tsx'
import { CaseTrail } from './case-trail.tsx'
import { Queue } from './case-queue.tsx'
import { NestedInCase } from './nested-rows.tsx'
import { FileLinks } from './file-links.tsx'
import { Findings } from './findings.tsx'
import { RecordBody } from './record-body.tsx'
import { stationsOf } from './stations-of.ts'
import { AgencyName, RecordName, RegionName } from './value.tsx'
import './document.css'

/** One case: where it stands, its record as a document, its deadline, its trail, and what may be done now. */
export function CasePage({ kind, id }: { kind: string; id: string }) {
  const face = useManifest().cases[kind]
  const found = useQuery(queries.oneCase(kind, id))
  useTitle(found.data?.title ?? face?.title ?? '')
  if (!face) return <Failed what="这一类办件" error={null} />
  if (found.error) return <Failed what="这件事" error={found.error} retry={() => void found.refetch()} />
  if (!found.data) return <Loading lines={10} whole />
  return <Open face={face} detail={found.data} />
}

function Open({ face, detail }: { face: CaseFace; detail: CaseDetail }) {
  const manifest = useManifest()
  const now = useNow()
  const register = manifest.registers[face.subject]
  const signal = detail.signal ? face.signals[detail.signal] : undefined
  const files = filesOf(detail)
  const { about } = face
  const bound = Object.entries(about.fields).filter(([, field]) => field.widget === 'record')
  return (
    <>
      <section className="ln" aria-label="概要">
        <div className="t">
          <Link to={casesPath(manifest, face.name)}>{face.title}</Link>
          {bound.map(([name, field]) =>
            typeof detail.record[name] === 'string' ? (
              <RecordName key={name} register={field.register ?? ''} id={detail.record[name]} />
            ) : null,
          )}
          {detail.parent ? <Parent face={face} id={detail.parent} /> : null}
          <span className="grow" />
          <Queue />
        </div>
        <h1>{detail.title}</h1>
        <Stations stations={stationsOf(face, detail, now)} />
      </section>
      <div className="cs">
        <main id="main" tabIndex={-1} className="doc">
          <h2>{about.title}</h2>
          <dl className="kv">
            <div>
              <dt>承办</dt>
              <dd>
                <AgencyName id={detail.agency} />
                {detail.handlerName ? `，${detail.handlerName}` : ''}
              </dd>
            </div>
            <div>
              <dt>地区</dt>
              <dd>
                <RegionName code={detail.region} />
              </dd>
            </div>
            {signal ? (
              <div>
                <dt>灯</dt>
                <dd>
                  <Light face={signal} />
                </dd>
              </div>
            ) : null}
            <div>
              <dt>建立</dt>
              <dd>{wall(detail.openedAt).date}</dd>
            </div>
          </dl>
          <RecordBody fields={about.fields} record={detail.record} skip={bound.map(([name]) => name)} />
          {register ? (
            <p className="tn">
              <Link to={`${listPath(manifest, face.subject)}/${detail.subject}`}>看这条登记和它的历次改动</Link>
              {register.may.includes('amend') && !detail.closedAt ? (
                <Link to={`${listPath(manifest, face.subject)}/${detail.subject}?amend=1`}>修改{register.title}</Link>
              ) : null}
            </p>
          ) : null}
          <NestedInCase face={face} detail={detail} />
          <CaseChildren detail={detail} />
          {files.length > 0 ? (
            <>
              <h2>材料</h2>
              <FileLinks files={files} />
            </>
          ) : null}
        </main>
        <aside className="side" aria-label="期限和经过">
          <CaseClock face={face} detail={detail} />
          <Findings register={face.subject} id={detail.subject} />
          <CaseTrail face={face} detail={detail} />
        </aside>
      </div>
      <CaseActions face={face} detail={detail} />
    </>
  )
}

function Parent({ face, id }: { face: CaseFace; id: string }) {
  const manifest = useManifest()
  const kinds = Object.values(manifest.cases).filter((one) => one.name !== face.name && one.system === face.system)
  const found = useQuery({
    queryKey: ['parent', face.name, id],
    staleTime: 300_000,
    queryFn: async () => {
      for (const kind of kinds.filter((one) => one.subject === face.subject)) {
        const detail = await queries.queryClient.fetchQuery(queries.oneCase(kind.name, id)).catch(() => null)
        if (detail) return { kind: kind.name, title: detail.title }
      }
      return null
    },
  })
  if (!found.data) return null
  return <Link to={`${casesPath(manifest, found.data.kind)}/${id}`}>上级：{found.data.title}</Link>
}

function filesOf(detail: CaseDetail): FileFace[] {
  const all = detail.trail.flatMap((step) => Object.values(step.form).flatMap((value) => (isFiles(value) ? value : [])))
  return [...new Map(all.map((file) => [file.id, file])).values()]
}

/** True for the value of a files field. */
export function isFiles(value: unknown): value is FileFace[] {
  return (
    Array.isArray(value) && value.length > 0 && typeof value[0] === 'object' && value[0] !== null && 'size' in value[0]
  )
}
