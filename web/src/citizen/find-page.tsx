import { useQuery } from '@tanstack/react-query'
import { Link, useSearchParams } from 'react-router'
import { Failed } from '../look/failed.tsx'
import { Loading } from '../look/loading.tsx'
import { listPath, nameOf } from '../shell/navigation.ts'
import * as queries from '../shell/queries.ts'
import { useManifest, useTitle } from '../shell/reader.ts'
import { Back } from './frame.tsx'
import { Find } from './find.tsx'
import { aroundIn, guidesOf, type Guide } from './guide.ts'
import { Help } from './help.tsx'
import { Row } from './rows.tsx'

/** What may be got done that answers to somebody's words. */
export function FindPage() {
  const manifest = useManifest()
  const [query] = useSearchParams()
  const [q, around] = [query.get('q') ?? '', query.get('around') ?? '']
  useTitle('找要办的事')
  return (
    <>
      <Back to="/" says="首页">
        找要办的事
      </Back>
      <main id="main" tabIndex={-1} className="cit">
        <h1>您想办什么？</h1>
        <Find key={q} said={q} />
        {guidesOf(manifest).map((guide) =>
          q === '' ? (
            <Around key={guide.of.name} guide={guide} is={around} />
          ) : (
            <Answers key={guide.of.name} guide={guide} q={q} />
          ),
        )}
        <Help />
      </main>
    </>
  )
}

function Answers({ guide, q }: { guide: Guide; q: string }) {
  const manifest = useManifest()
  const { data, error, isLoading, refetch } = useQuery({
    ...queries.foundIn(guide.of.name, q.trim()),
    enabled: q.trim() !== '',
  })
  const all = listPath(manifest, guide.of.name)
  if (error) return <Failed what="要办的事" error={error} retry={() => void refetch()} />
  if (isLoading || !data) return <Loading lines={4} />
  if (data.rows.length === 0)
    return (
      <p className="none">
        没有找到叫“{q}”的{guide.of.title}，可以换个说法。
      </p>
    )
  return (
    <>
      <h2>
        {guide.of.title}，{data.more ? '最接近的' : '找到'} {data.rows.length} 件
      </h2>
      <ul className="ct-rows big">
        {data.rows.map((row) => (
          <Row key={row.path} to={row.path} title={row.title} />
        ))}
      </ul>
      <Link to={all}>全部{guide.of.title}</Link>
    </>
  )
}

/** For whoever has no words for it: what a guide is about, and what there is of one of these. */
function Around({ guide, is }: { guide: Guide; is: string }) {
  const manifest = useManifest()
  const { of } = guide
  const found = aroundIn(guide)
  const [name = '', field] = found ?? []
  const { options = {} } = field ?? {}
  const chosen = Object.hasOwn(options, is)
  const { data, error, refetch } = useQuery({
    ...queries.records(of.name, `limit=100&filter.${name}=${is}`),
    enabled: chosen,
  })
  const all = listPath(manifest, of.name)
  if (Object.keys(options).length < fewest) return <Link to={all}>全部{of.title}</Link>
  return (
    <section>
      <h2>
        {of.title}，按“{field?.label}”找
      </h2>
      <ul className="ct-links" aria-label={field?.label ?? ''}>
        {Object.entries(options).map(([one, title]) => (
          <li key={one}>
            <Link to={`/find?around=${one}`} aria-current={one === is ? 'true' : undefined}>
              {title}
            </Link>
          </li>
        ))}
      </ul>
      {error ? <Failed what={of.title} error={error} retry={() => void refetch()} inside /> : null}
      {chosen && !error && !data ? <Loading lines={4} /> : null}
      {data?.rows.length === 0 ? <p className="none">“{options[is]}”里还没有。</p> : null}
      <ul className="ct-rows big">
        {(chosen ? (data?.rows ?? []) : []).map((row) => (
          <Row key={row.id} to={`${all}/${row.id}`} title={nameOf(of, row)} />
        ))}
      </ul>
      <Link to={all}>全部{of.title}</Link>
    </section>
  )
}

/** With fewer kinds than these, nobody looks around by them. */
const fewest = 5
