import { Link, useSearchParams } from 'react-router'
import { Empty } from '../../look/empty.tsx'
import type { Manifest } from '../../../../platform/manifest.ts'
import { frontOf } from '../navigation.ts'
import { useManifest, useTitle } from '../reader.ts'
import './directory.css'

type System = Manifest['systems'][number]

/** Every system that the plan names, by chapter: which run, and what each must prove before it may be called one. */
export function Directory() {
  const manifest = useManifest()
  const [query] = useSearchParams()
  const item = query.get('item')
  const only = query.get('only')
  const all = manifest.systems
  const front = frontOf(manifest)
  const running = all.filter((one) => one.runs).length
  const shown = all.filter((one) => (!item || one.items.includes(Number(item))) && (only !== 'runs' || one.runs))
  useTitle('系统')
  return (
    <main id="main" tabIndex={-1} className="page dir">
      <h1>系统</h1>
      <p className="intro">
        {front?.title}点到的系统、平台和机制共 {all.length} 个，{running} 个已运行，{all.length - running}{' '}
        个未建。每个系统要先拿出证明，才算建成。
      </p>
      <p className="pick no-print">
        {item ? (
          <>
            只看第 {item} 条涉及的 {shown.length} 个 <Link to="/systems">看全部</Link>
            {front ? <Link to={`${front.to}?item=${item}`}>回到第 {item} 条</Link> : null}
          </>
        ) : only === 'runs' ? (
          <Link to="/systems">看全部 {all.length} 个</Link>
        ) : (
          <Link to="/systems?only=runs">只看已运行的 {running} 个</Link>
        )}{' '}
        <a href="/docs/api">接口文档</a>
      </p>
      {shown.length === 0 ? <Empty says="没有符合的系统。" /> : null}
      {manifest.chapters.map((chapter) => {
        const systems = shown.filter((one) => one.chapter === chapter.id).toSorted((a, b) => a.number - b.number)
        if (systems.length === 0) return null
        return (
          <section key={chapter.id}>
            <h2>
              {chapter.title}
              <span className="cap">
                {systems.length} 个{chapter.items ? `，${front}${chapter.items}` : ''}
              </span>
            </h2>
            <ul>
              {systems.map((system) => (
                <Row key={system.id} system={system} manifest={manifest} />
              ))}
            </ul>
          </section>
        )
      })}
    </main>
  )
}

function Row({ system, manifest }: { system: System; manifest: Manifest }) {
  const front = frontOf(manifest)
  const pages = [...manifest.pages, ...manifest.shown].filter(
    (page) => page.system === system.id && !/[:{]/.test(page.path),
  )
  return (
    <li className={system.runs ? 'sy1 runs' : 'sy1'}>
      <span className="no">{system.number}</span>
      <div>
        <h3>{system.title}</h3>
        {system.proves ? <p>{system.proves}</p> : null}
        {system.runs && pages.length > 0 ? (
          <p className="go">
            {pages.map((page) => (
              <Link key={page.path} to={`/${page.path}`}>
                {page.title}
              </Link>
            ))}
          </p>
        ) : null}
      </div>
      <span className="its">
        {front
          ? system.items.map((item) => (
              <Link key={item} to={`${front.to}?item=${item}`} aria-label={`${front.title}第 ${item} 条`}>
                {item}
              </Link>
            ))
          : null}
      </span>
      <span className="run">{system.runs ? '已运行' : '未建'}</span>
    </li>
  )
}
