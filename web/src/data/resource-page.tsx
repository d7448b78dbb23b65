import { useQuery } from '@tanstack/react-query'
import { useId } from 'react'
import { Link, useParams } from 'react-router'
import type { DataWhole } from '../../../platform/manifest.ts'
import { Failed } from '../look/failed.tsx'
import { Loading } from '../look/loading.tsx'
import { get } from '../shell/api.ts'
import { useTitle } from '../shell/reader.ts'
import '../render/document.css'
import './data.css'

/** One resource: what it is, what it holds, its first rows, and the whole of it to take along. */
export function ResourcePage() {
  const { name = '', id = '' } = useParams()
  const base = `/catalogues/${name}/entries/${id}`
  const { data, error, refetch } = useQuery({
    queryKey: ['catalogues', name, 'entry', id],
    queryFn: ({ signal }) => get<DataWhole>(base, signal),
  })
  useTitle(data?.title ?? '数据资源')
  if (error) return <Failed what="这个数据资源" error={error} retry={() => void refetch()} />
  if (!data) return <Loading lines={8} whole />
  const facts = [
    ['提供单位', data.agencyName],
    ['所属领域', data.theme],
    ['怎样开放', data.condition ? `${data.access}：${data.condition}` : data.access],
    ['更新周期', data.frequency],
    ['信息资源代码', data.code],
    ['发布日期', data.issued],
  ]
  return (
    <main id="main" tabIndex={-1} className="page dta">
      <p className="no-print">
        <Link to="/data">开放数据</Link>
      </p>
      <h1>{data.title}</h1>
      <p>{data.summary}</p>
      <dl className="kv">
        {facts.map(([term, says]) => (
          <div key={term} className="w">
            <dt>{term}</dt>
            <dd>{says}</dd>
          </div>
        ))}
      </dl>
      {data.preview ? (
        <p className="do no-print">
          <a className="bt p" href={`/api${base}/rows.csv`} download>
            下载 CSV
          </a>
          <a className="bt" href={`/api/catalogues/${name}/datasets/${id}`}>
            JSON-LD 描述
          </a>
        </p>
      ) : (
        <p className="m">内容没有放在本平台的公开登记册里，这里不能下载。请按上面写的条件，向提供单位申请。</p>
      )}
      <h2>有哪些信息项</h2>
      <ul className="dta-items">
        {data.items.map((item) => (
          <li key={item.name}>
            <b>{item.title}</b> <small>{item.type}</small>
          </li>
        ))}
      </ul>
      {data.preview ? <First preview={data.preview} /> : null}
    </main>
  )
}

function First({ preview: { columns, rows } }: { preview: NonNullable<DataWhole['preview']> }) {
  const id = useId()
  return (
    <>
      <h2 id={id}>前几行</h2>
      {rows.length === 0 ? <p className="none">现在还没有内容。</p> : null}
      {rows.length > 0 ? (
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls is reached with the keyboard too
        <div className="dta-first" role="region" aria-labelledby={id} tabIndex={0}>
          <table>
            <thead>
              <tr>
                {columns.map((column) => (
                  <th key={column} scope="col">
                    {column}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((row, nth) => (
                <tr key={nth}>
                  {row.map((cell, at) => (
                    <td key={columns[at]}>
                      <div>{cell}</div>
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ) : null}
    </>
  )
}
