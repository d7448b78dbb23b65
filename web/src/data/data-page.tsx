import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { Link, useSearchParams } from 'react-router'
import type { DataListed, Manifest } from '../../../platform/manifest.ts'
import { Failed } from '../look/failed.tsx'
import { Loading } from '../look/loading.tsx'
import { get } from '../shell/api.ts'
import { NotFound } from '../shell/not-found.tsx'
import { useManifest, useTitle } from '../shell/reader.ts'
import './data.css'

/** What of the city's data everybody may have: found in one's own words, by field and by agency. */
export function DataPage() {
  const catalogue = useManifest().catalogues[0]
  return catalogue ? <Listed catalogue={catalogue} /> : <NotFound />
}

const narrowing = ['q', 'theme', 'agency'] as const

function Listed({ catalogue }: { catalogue: Manifest['catalogues'][number] }) {
  useTitle(catalogue.title)
  const [query, setQuery] = useSearchParams()
  const asked = query.toString()
  const { data, error, refetch } = useQuery({
    queryKey: ['catalogues', catalogue.name, asked],
    queryFn: ({ signal }) => get<DataListed>(`/catalogues/${catalogue.name}/entries?${asked}`, signal),
    placeholderData: keepPreviousData,
  })
  /** The same list with something else asked, from its beginning. */
  const narrowed = (name: string, value: string | null) => {
    const next = new URLSearchParams(query)
    next.delete('after')
    if (value === null) next.delete(name)
    else next.set(name, value)
    return `?${next}`
  }
  return (
    <main id="main" tabIndex={-1} className="page dta">
      <h1>{catalogue.title}</h1>
      <p className="m">{catalogue.says}不用登录就能查、能下载。</p>
      <Find
        key={query.get('q') ?? ''}
        said={query.get('q') ?? ''}
        find={(q) => setQuery(new URLSearchParams(narrowed('q', q || null).slice(1)))}
      />
      {error ? <Failed what="开放数据" error={error} retry={() => void refetch()} inside /> : null}
      {data ? (
        <>
          <p role="status">
            {narrowing.some((name) => query.has(name)) ? '符合的' : '一共'} {data.total} 个数据资源
          </p>
          <Narrow
            title="领域"
            is={query.get('theme')}
            choices={data.themes.map(({ theme, count }) => ({ id: theme, name: theme, count }))}
            to={(one) => narrowed('theme', one)}
          />
          <Narrow title="单位" is={query.get('agency')} choices={data.agencies} to={(one) => narrowed('agency', one)} />
          {data.rows.length === 0 ? (
            <p className="none">
              没有找到。可以换个说法，或者<Link to="/data">看全部</Link>。
            </p>
          ) : null}
          <ul className="dta-rows">
            {data.rows.map((row) => (
              <li key={row.id}>
                <h2>
                  <Link to={`/data/${catalogue.name}/${row.id}`}>{row.title}</Link>
                </h2>
                <p>{row.summary}</p>
                <p className="cap">
                  {row.agencyName}，{row.theme}，{row.access}，{row.frequency}更新
                </p>
              </li>
            ))}
          </ul>
          {data.next ? (
            <p className="do">
              <Link className="bt" to={narrowed('after', data.next)}>
                下一页
              </Link>
            </p>
          ) : null}
        </>
      ) : error ? null : (
        <Loading lines={6} />
      )}
    </main>
  )
}

function Find({ said, find }: { said: string; find: (q: string) => void }) {
  const [typed, setTyped] = useState(said)
  const id = useId()
  return (
    <form
      role="search"
      className="dta-find"
      onSubmit={(event) => {
        event.preventDefault()
        find(typed.trim())
      }}
    >
      <label htmlFor={id}>找数据</label>
      <input
        id={id}
        className="in-text"
        type="search"
        maxLength={60}
        placeholder="如“停车场”“办事指南”"
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      <button type="submit" className="bt p">
        找
      </button>
    </form>
  )
}

interface Choices {
  title: string
  is: string | null
  choices: readonly { id: string; name: string; count: number }[]
  to: (one: string | null) => string
}

/** What a list may be narrowed to, with how many there are of each; what is chosen is left by the same link. */
function Narrow({ title, is, choices, to }: Choices) {
  if (choices.length < 2 && is === null) return null
  return (
    <nav aria-label={`按${title}看`} className="dta-by">
      <b>{title}</b>
      {choices.map(({ id, name, count }) => (
        <Link key={id} to={to(id === is ? null : id)} aria-current={id === is ? 'true' : undefined}>
          {name} <span className="n">{count}</span>
        </Link>
      ))}
    </nav>
  )
}
