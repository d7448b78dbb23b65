import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from 'react-router'
import type { Manifest, Reused } from '../../../platform/manifest.ts'
import { Drop } from '../look/drop.tsx'
import { Empty } from '../look/empty.tsx'
import { Failed, Forbidden } from '../look/failed.tsx'
import { Loading } from '../look/loading.tsx'
import { useOnce } from '../look/once.ts'
import { get, send } from '../shell/api.ts'
import { useManifest, useTitle } from '../shell/reader.ts'
import './kits.css'

/** What can be reused, the most used first, and who runs on which edition; kits from outside are brought in here. */
export function ReusedPage() {
  const { name = '' } = useParams()
  const manifest = useManifest()
  const face = manifest.reuses[name]
  const found = useQuery({
    queryKey: ['registers', name, 'reused'],
    enabled: face !== undefined,
    queryFn: ({ signal }) => get<Reused>(`/reuses/${name}`, signal),
  })
  useTitle(found.data?.title ?? '复用')
  if (!face) return <Forbidden what="可复用的做法" says="没有这个页面，或者您无权查看。" />
  if (found.error) return <Failed what="可复用的做法" error={found.error} retry={() => void found.refetch()} />
  const create = manifest.registers[name]?.may.includes('create')
  return (
    <main id="main" tabIndex={-1} className="page kits">
      <div className="ttl">
        <h1>{found.data?.title ?? '复用'}</h1>
        <span className="grow" />
        {create ? (
          <Link className="bt p" to={`/lists/${name}/new`}>
            发布做法
          </Link>
        ) : null}
      </div>
      <p className="as">一个地方做成的，别的地方拿去用。在用几家，以得来的登记上真有动作为准，不靠填报。</p>
      {found.data ? null : <Loading lines={6} />}
      {found.data?.rows.length === 0 ? <Empty says="还没有发布过。" /> : null}
      {(found.data?.rows ?? []).map((row) => (
        <Practice key={row.id} {...{ name, row, manifest }} />
      ))}
      {face.may.includes('pack') ? <Bring name={name} kit={face.kit} /> : null}
    </main>
  )
}

function Practice({ name, row, manifest }: { name: string; row: Reused['rows'][number]; manifest: Manifest }) {
  const { adoption = '' } = manifest.reuses[name] ?? {}
  const words = manifest.registers[adoption]?.fields['standing']?.options ?? {}
  return (
    <section aria-label={row.title}>
      <h2>
        <Link to={`/lists/${name}/${row.id}`}>{row.title}</Link>
        <span className="m">{row.users > 0 ? `${row.users} 家在用` : '还没有别家在用'}</span>
      </h2>
      <p>{row.solves}</p>
      <p className="cap">
        {row.agency}
        {row.edition ? `，现在提供第 ${row.edition.number} 版“${row.edition.title}”` : '，已停用'}
      </p>
      {row.offered && row.edition && manifest.registers[adoption]?.may.includes('create') ? (
        <p className="no-print">
          <Link className="bt" to={`/lists/${adoption}/new?edition=${row.edition.id}`}>
            申请采用
          </Link>
        </p>
      ) : null}
      {row.adopters.length > 0 ? (
        <ul>
          {row.adopters.map((one) => (
            <li key={one.id}>
              <Link to={`/lists/${adoption}/${one.id}`}>{one.agency}</Link>
              <span className="m">
                第 {one.number} 版，{words[one.standing]}
                {one.usedOn ? `，用了 ${one.usedDays} 天，最近 ${one.usedOn}` : ''}
              </span>
            </li>
          ))}
        </ul>
      ) : null}
    </section>
  )
}

/** A kit from outside, as a file. */
function Bring({ name, kit }: { name: string; kit: string }) {
  const navigate = useNavigate()
  const bringing = useOnce(
    async (file: File) => send<{ id: string }>('POST', `/reuses/${name}/kits/brought`, { text: await file.text() }),
    ({ id }) => navigate(`/lists/${kit}/${id}`),
  )
  return (
    <section aria-labelledby="bring">
      <h2 id="bring">带入别处的配置包</h2>
      <Drop
        take={([file]) => {
          if (file) bringing.mutate(file)
        }}
        accept=".json,application/json"
        busy={bringing.isPending}
        labelledBy="bring"
      >
        <span>{bringing.isPending ? '正在逐条查验……' : '把配置包（.json）拖到这里，或点此选择'}</span>
      </Drop>
      {bringing.error ? (
        <p className="wrong" role="alert">
          {bringing.error.message}
        </p>
      ) : null}
    </section>
  )
}
