import { useQuery } from '@tanstack/react-query'
import { Link, useLocation } from 'react-router'
import { Failed } from '../look/failed.tsx'
import { Loading } from '../look/loading.tsx'
import { nameOf } from '../shell/navigation.ts'
import * as queries from '../shell/queries.ts'
import { useManifest, useSession, useTitle } from '../shell/reader.ts'
import type { RecordRow, RegisterFace } from '../../../platform/manifest.ts'
import { Facts } from './facts.tsx'
import { Back, Within } from './frame.tsx'
import { asidesTo, begunFrom, toldUnder, type Guide } from './guide.ts'

/** What one thing takes to get done: for whom, by when, what to bring and what not; and where it is begun. */
export function GuidePage({ guide, id }: { guide: Guide; id: string }) {
  const { of, needs } = guide
  const manifest = useManifest()
  const session = useSession()
  const { pathname } = useLocation()
  const row = useQuery(queries.oneRecord(of.name, id))
  const needed = useQuery(queries.records(needs.name, `limit=100&filter.${needs.under}=${id}`))
  const title = row.data ? nameOf(of, row.data) : ''
  useTitle(title)
  if (row.error || needed.error)
    return (
      <Within>
        <Failed what={of.title} error={row.error ?? needed.error} retry={() => void row.refetch()} />
      </Within>
    )
  if (!row.data || !needed.data)
    return (
      <Within>
        <Loading lines={6} whole />
      </Within>
    )
  const { asks } = needs
  const isAsked = (one: RecordRow) => asks?.while.every(({ field, is }) => is.includes(String(one[field]))) ?? true
  const bring = needed.data.rows.filter(isAsked)
  const have = needed.data.rows.filter((one) => !isAsked(one))
  const begins = begunFrom(manifest, guide)
  const ways = begins.filter(({ where }) =>
    Object.entries(where).every(([field, is]) => is.includes(String(row.data[field]))),
  )
  const shown = Object.fromEntries(of.shows.flatMap((one) => (of.fields[one] ? [[one, of.fields[one]] as const] : [])))
  return (
    <>
      <Back to="/find" says="找要办的事">
        {of.title}
      </Back>
      <main id="main" tabIndex={-1} className="cit">
        <h1>{title}</h1>
        <Facts fields={shown} record={row.data} />
        <Needs guide={guide} title="要您准备的" rows={bring} none="什么都不用带，填几个空就行。" />
        {have.length > 0 ? <Needs guide={guide} title="不用您交的" rows={have} none="" /> : null}
        {toldUnder(manifest, guide).map((one) => (
          <Told key={one.name} face={one} id={id} />
        ))}
        <footer className="fe">
          {ways.map((way) => (
            <Link key={way.title} className="go" to={way.to(id)}>
              现在就办
            </Link>
          ))}
          {session && begins.length > 0 && ways.length === 0 ? (
            <p className="wh">这件事在这里办不了：请到窗口办，或者在“指南”里看还有什么办法。</p>
          ) : null}
          {asidesTo(manifest, guide).map((aside) => (
            <Link key={aside.title} className="go s" to={aside.to(id)}>
              {aside.title}
            </Link>
          ))}
          {session ? null : (
            <Link className="go" to={`/sign-in?from=${encodeURIComponent(pathname)}`}>
              登录后办理
            </Link>
          )}
        </footer>
      </main>
    </>
  )
}

function Needs(props: { guide: Guide; title: string; rows: RecordRow[]; none: string }) {
  const { guide, title, rows, none } = props
  const { asks, fields } = guide.needs
  const says = (row: RecordRow) =>
    [
      ...(asks?.needed && row[asks.needed] === false ? ['需要时才要'] : []),
      ...(asks?.while ?? []).flatMap(({ field, is }) =>
        is.includes(String(row[field])) ? [] : [fields[field]?.options?.[String(row[field])] ?? ''],
      ),
      ...(asks?.help && row[asks.help] ? [String(row[asks.help])] : []),
    ].join('；')
  return (
    <section>
      <h2>{title}</h2>
      {rows.length === 0 ? <p className="none">{none}</p> : null}
      <ul className="ct-needs">
        {rows.map((row) => (
          <li key={row.id}>
            <b>{String(row[asks?.label ?? ''] ?? '')}</b>
            {says(row) ? <small>{says(row)}</small> : null}
          </li>
        ))}
      </ul>
    </section>
  )
}

/** What stands under it for everybody, the newest first: what each is called, and the rest of it below. */
function Told({ face, id }: { face: RegisterFace; id: string }) {
  const [by] = face.sorts
  const newest = by ? `&sort=-${by}` : ''
  const { data, error } = useQuery(queries.records(face.name, `limit=20&filter.${face.under}=${id}${newest}`))
  const below = Object.fromEntries(
    face.columns.flatMap((one) => (one !== face.naming && face.fields[one] ? [[one, face.fields[one]] as const] : [])),
  )
  if (error) return <Failed what={face.title} error={error} inside />
  if (!data || data.rows.length === 0) return null
  return (
    <section>
      <h2>{face.title}</h2>
      <ul className="ct-told">
        {data.rows.map((row) => (
          <li key={row.id}>
            <details>
              <summary>{nameOf(face, row)}</summary>
              <Facts fields={below} record={row} />
            </details>
          </li>
        ))}
      </ul>
    </section>
  )
}
