import { useQuery } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { Link, useParams } from 'react-router'
import type { DrawWhole } from '../../../platform/manifest.ts'
import { toTheSecond } from '../look/dates.ts'
import { Failed, Forbidden } from '../look/failed.tsx'
import { Loading } from '../look/loading.tsx'
import { useOnce } from '../look/once.ts'
import { Refusal, get, send } from '../shell/api.ts'
import { queryClient } from '../shell/queries.ts'
import { useManifest, useTitle } from '../shell/reader.ts'
import { stateWords } from './draws-page.tsx'
import { Places } from './places.tsx'
import { forgetSecret, keptSecret } from './secret.ts'
import '../render/document.css'
import './draws.css'

/** One draw in front of its witnesses: what was sealed, what made the seed, who was drawn, and how anybody checks it. */
export function DrawPage() {
  const { name = '', id = '' } = useParams()
  const face = useManifest().draws[name]
  const path = `/draws/${name}/${id}`
  const found = useQuery({
    queryKey: ['draws', name, 'one', id],
    enabled: face !== undefined,
    queryFn: ({ signal }) => get<DrawWhole>(path, signal),
    // Whoever watches sees the result when it is there.
    refetchInterval: ({ state }) => (state.data?.state === 'sealed' ? 2000 : false),
  })
  const draw = found.data
  useTitle(draw?.title ?? face?.title ?? '随机抽取')
  if (!face) return <Forbidden what="随机抽取" says="没有这种抽取，或者您无权查看。" />
  if (found.error) return <Failed what="这次抽取" error={found.error} retry={() => void found.refetch()} />
  if (!draw) return <Loading lines={8} whole />
  const renew = () => queryClient.invalidateQueries({ queryKey: ['draws', name] })
  return (
    <main id="main" tabIndex={-1} className="page drw">
      <p className="cap">
        <Link to={`/draws/${name}?occasion=${draw.occasion}`}>{face.title}</Link>
      </p>
      <h1>{draw.title}</h1>
      <p className="as" role="status">
        <b>{stateWords[draw.state]}</b>
        {draw.state === 'sealed' ? `，须在 ${toTheSecond(draw.revealBy)} 以前揭示` : ''}
      </p>
      {draw.again ? (
        <p className="warn">
          这是再次抽取，缘由：{draw.again.reason}。<Link to={`/draws/${name}/${draw.again.of}`}>看前一次</Link>
        </p>
      ) : null}
      {draw.later ? (
        <p className="warn">
          这件事后来又抽取过。<Link to={`/draws/${name}/${draw.later}`}>看后一次</Link>
        </p>
      ) : null}
      {draw.state === 'sealed' && draw.may.includes('reveal') ? <Reveal draw={draw} path={path} renew={renew} /> : null}
      {draw.state === 'drawn' ? <Places draw={draw} path={path} renew={renew} /> : null}
      <Sealed draw={draw} />
      {draw.state === 'drawn' ? (
        <section aria-labelledby="check" className="no-print">
          <h2 id="check">自己核验</h2>
          <p>下载结果文件，在查验页里重算一遍；不连网络，也不需要本平台。</p>
          <p className="do">
            <a className="bt p" href={`/api${path}/file`} download>
              下载结果文件
            </a>
            <a className="bt" href="/verify.html" target="_blank" rel="noreferrer">
              查验页
            </a>
            <button type="button" className="bt" onClick={() => window.print()}>
              打印
            </button>
          </p>
        </section>
      ) : null}
    </main>
  )
}

/** The drawer reveals what they kept: from this device, or typed as it was written down. */
function Reveal({ draw, path, renew }: { draw: DrawWhole; path: string; renew: () => Promise<unknown> }) {
  const kept = keptSecret(draw.commitment)
  const [typed, setTyped] = useState('')
  const [shown, show] = useState(false)
  const revealing = useOnce(
    () => send('POST', `${path}/reveal`, { secret: kept ?? typed.trim().toLowerCase() }),
    async () => {
      forgetSecret(draw.commitment)
      await renew()
    },
  )
  const waits = revealing.error instanceof Refusal && revealing.error.problem.code === 'draw/not-yet-final'
  return (
    <form
      className="seal"
      aria-label="揭示"
      onSubmit={(event) => {
        event.preventDefault()
        revealing.mutate(undefined)
      }}
    >
      {kept ? (
        <p className="m">
          密数在这台设备上。
          {shown ? <code>{kept}</code> : null}
          <button type="button" className="bt q" onClick={() => show(!shown)}>
            {shown ? '收起' : '看密数，抄下备用'}
          </button>
        </p>
      ) : (
        <label className="why">
          密数
          <input
            className="in-text"
            autoComplete="off"
            spellCheck={false}
            pattern="\s*[0-9a-fA-F]{64}\s*"
            required
            value={typed}
            onChange={({ target }) => setTyped(target.value)}
          />
          <span className="cap">封存时的密数不在这台设备上。请用封存时的设备，或填写当时抄下的 64 位密数。</span>
        </label>
      )}
      {revealing.error ? (
        <p className={waits ? 'm' : 'wrong'} role="alert">
          {revealing.error.message}
        </p>
      ) : null}
      <p>
        <button type="submit" className="bt p" disabled={revealing.isPending}>
          {revealing.isPending ? '正在揭示' : '揭示并抽取'}
        </button>
      </p>
    </form>
  )
}

/** What was sealed, and what made the seed. */
function Sealed({ draw }: { draw: DrawWhole }) {
  const { pools, evidence } = draw
  return (
    <section aria-labelledby="sealed">
      <h2 id="sealed">封存的内容</h2>
      <dl className="kv">
        <Fact title="封存于">{toTheSecond(draw.sealedAt)}</Fact>
        {pools.map((pool) => (
          <Fact key={pool.name} title={pool.title}>
            {pool.strata.map(({ title, there, take }) => `${title}：${there} 名里抽 ${take} 名`).join('；')}
            {pool.excluded.length > 0
              ? `。回避：${pool.excluded.map(({ reason, count }) => `${reason} ${count} 名`).join('，')}`
              : ''}
          </Fact>
        ))}
        <Fact title="密数的摘要">
          <code>{draw.commitment}</code>
        </Fact>
        {draw.secret ? (
          <Fact title="揭示的密数">
            <code>{draw.secret}</code>
          </Fact>
        ) : null}
        {evidence ? (
          <Fact title="节点共签">
            账本第 {evidence.index} 号；签名的节点：{evidence.signed.join('、')}
            {evidence.missing.length > 0 ? `；没有签名的：${evidence.missing.join('、')}` : ''}
          </Fact>
        ) : null}
        {draw.seed ? (
          <Fact title="种子">
            <code>{draw.seed}</code>
          </Fact>
        ) : null}
      </dl>
    </section>
  )
}

const Fact = ({ title, children }: { title: string; children: ReactNode }) => (
  <div className="w">
    <dt>{title}</dt>
    <dd>{children}</dd>
  </div>
)
