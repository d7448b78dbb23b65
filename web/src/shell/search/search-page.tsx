import { useEffect, useRef, useState } from 'react'
import { Link, useSearchParams } from 'react-router'
import { Empty } from '../../look/empty.tsx'
import { Failed } from '../../look/failed.tsx'
import { Loading } from '../../look/loading.tsx'
import { Marked } from '../../look/marked.tsx'
import { useTitle } from '../reader.ts'
import { useFound } from './found.ts'
import { forgetSearches, noteSearch, recentSearches } from './recent.ts'
import { wordsOf } from './words.ts'
import './search.css'

/** Search as a page of its own: the words stand in the address. */
export function SearchPage() {
  const [query, setQuery] = useSearchParams()
  const q = query.get('q') ?? ''
  const [typed, setTyped] = useState(q)
  const [recent, setRecent] = useState(recentSearches)
  const said = useRef(q)
  const found = useFound(q, true)
  const words = wordsOf(found.q)
  const count = found.groups.reduce((sum, group) => sum + group.hits.length, 0)
  useTitle(q ? `搜索“${q}”` : '搜索')
  useEffect(() => {
    if (q === said.current) return
    said.current = q
    setTyped(q)
  }, [q])
  const change = (next: string) => {
    setTyped(next)
    said.current = next
    setQuery(next.trim() ? { q: next } : {}, { replace: true, preventScrollReset: true })
  }
  return (
    <main id="main" tabIndex={-1} className="page sr-page">
      <h1>搜索</h1>
      <form
        role="search"
        onSubmit={(event) => {
          event.preventDefault()
          noteSearch(typed)
          setRecent(recentSearches())
        }}
      >
        <input
          className="in-text"
          type="search"
          aria-label="搜登记、办件、系统"
          placeholder="搜登记、办件、系统、附件"
          autoComplete="off"
          maxLength={200}
          autoFocus={q === ''}
          value={typed}
          onChange={(event) => change(event.target.value)}
        />
      </form>
      {q === '' ? (
        <Recent
          recent={recent}
          forget={() => {
            forgetSearches()
            setRecent([])
          }}
        />
      ) : found.error ? (
        <Failed inside what="搜索结果" error={found.error} retry={found.retry} />
      ) : found.pending ? (
        <Loading />
      ) : count === 0 && !found.behind ? (
        <Empty says={`没有找到“${found.q}”。少写一个词，或换一种说法再找；只列出你看得到的。`} />
      ) : (
        <div aria-busy={found.behind}>
          <p className="m" role="status">
            {found.more ? `最相近的 ${count} 条；还有更多，再加一个词可以缩小范围。` : `共 ${count} 条。`}
          </p>
          {found.groups.map((group) => (
            <section key={group.title}>
              <h2>
                {group.title}
                <span className="cap">{group.hits.length} 条</span>
              </h2>
              <ul>
                {group.hits.map((hit) => (
                  <li key={hit.id}>
                    <Link to={hit.path} onClick={() => noteSearch(q)}>
                      <span>
                        <Marked text={hit.title} words={words} />
                        {hit.says ? (
                          <small className="y">
                            <Marked text={hit.says} words={words} />
                          </small>
                        ) : null}
                      </span>
                      <small>{hit.note}</small>
                    </Link>
                  </li>
                ))}
              </ul>
            </section>
          ))}
        </div>
      )}
    </main>
  )
}

function Recent({ recent, forget }: { recent: string[]; forget: () => void }) {
  return (
    <>
      <p className="m">几个词之间空一格，都有的才列出；“加引号”按原样找。附件按文件名找。</p>
      {recent.length > 0 ? (
        <section>
          <h2>
            最近搜过
            <button type="button" className="bt q" onClick={forget}>
              清除
            </button>
          </h2>
          <ul>
            {recent.map((one) => (
              <li key={one}>
                <Link to={`/search?q=${encodeURIComponent(one)}`}>{one}</Link>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </>
  )
}
