import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Failed, Forbidden } from '../../look/failed.tsx'
import { wall } from '../../look/dates.ts'
import { Loading } from '../../look/loading.tsx'
import { get, send } from '../api.ts'
import * as queries from '../queries.ts'
import { useNow, useSession, useTitle } from '../reader.ts'
import { typedIn } from './typed.ts'
import './identity.css'

interface Post {
  id: string
  name: string
  account: string | null
  title: string
  roles: string[]
  from: string
  until: string | null
}
interface Known {
  rows: Post[]
  roles: { name: string; title: string }[]
}

/** Who holds which post in an agency: appointing, acting, ending with handover. */
export function PostsPage() {
  const session = useSession()
  const [agency, setAgency] = useState(session?.position?.agency.id ?? '')
  const agencies = useQuery(queries.agencies).data ?? []
  const known = useQuery({
    queryKey: ['positions', agency],
    enabled: agency !== '',
    queryFn: ({ signal }) => get<Known>(`/positions?agency=${encodeURIComponent(agency)}`, signal),
  })
  const again = () => queries.queryClient.invalidateQueries({ queryKey: ['positions', agency] })
  useTitle('岗位任免')
  if (!session) return <Forbidden what="岗位任免" />
  const region = agencies.find((one) => one.id === agency)?.region ?? '3209'
  return (
    <main id="main" tabIndex={-1} className="page idy">
      <h1>岗位任免</h1>
      <form onSubmit={(event) => event.preventDefault()}>
        <label>
          单位
          <select className="in-text" value={agency} onChange={(event) => setAgency(event.target.value)}>
            {agencies.map((one) => (
              <option key={one.id} value={one.id}>
                {one.name}
              </option>
            ))}
          </select>
        </label>
      </form>
      {known.error ? <Failed what="岗位" error={known.error} inside /> : null}
      {known.isLoading ? <Loading lines={3} /> : null}
      {known.data ? (
        <>
          <Held posts={known.data.rows} roles={known.data.roles} again={again} />
          <Appoint posts={known.data.rows} roles={known.data.roles} place={{ agency, region }} again={again} />
        </>
      ) : null}
    </main>
  )
}

function Held({ posts, roles, again }: { posts: Post[]; roles: Known['roles']; again: () => unknown }) {
  const today = wall(useNow()).date
  const [heir, setHeir] = useState<Record<string, string>>({})
  const end = useMutation({
    mutationFn: ({ id, on }: { id: string; on: string }) =>
      send('POST', `/positions/${id}/end`, { on, ...(heir[id] && { handTo: heir[id] }) }),
    onSuccess: again,
  })
  const titleOf = (name: string) => roles.find((role) => role.name === name)?.title ?? name
  return (
    <section aria-labelledby="held">
      <h2 id="held">在任</h2>
      <ul>
        {posts.map((post) => (
          <li key={post.id}>
            <span>
              <b>{post.name}</b> {post.title} <code>{post.account}</code>
              <br />
              <span className="cap">
                {post.roles.map(titleOf).join('、') || '没有角色'}；{post.from} 起
                {post.until ? `，到 ${post.until} 为止` : ''}
              </span>
            </span>
            {post.until ? null : (
              <>
                <label>
                  待办移交给
                  <select
                    className="in-text"
                    value={heir[post.id] ?? ''}
                    onChange={(event) => setHeir({ ...heir, [post.id]: event.target.value })}
                  >
                    <option value="">不移交</option>
                    {posts
                      .filter((one) => one.id !== post.id)
                      .map((one) => (
                        <option key={one.id} value={one.id}>
                          {one.name} {one.title}
                        </option>
                      ))}
                  </select>
                </label>
                <button
                  type="button"
                  className="bt q"
                  disabled={end.isPending}
                  onClick={() => end.mutate({ id: post.id, on: today })}
                >
                  今日任满
                </button>
              </>
            )}
          </li>
        ))}
      </ul>
      {end.error ? (
        <p className="wrong" role="alert">
          {end.error.message}
        </p>
      ) : null}
    </section>
  )
}

function Appoint(props: {
  posts: Post[]
  roles: Known['roles']
  place: { agency: string; region: string }
  again: () => unknown
}) {
  const { posts, roles, place, again } = props
  const today = wall(useNow()).date
  const appoint = useMutation({
    mutationFn: (asked: object) => send<{ password: string | null }>('POST', '/positions', asked),
    onSuccess: again,
  })
  return (
    <section aria-labelledby="appoint">
      <h2 id="appoint">任命</h2>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          const { word, all } = typedIn(event.currentTarget)
          appoint.mutate({
            ...{ ...place, account: word('account'), title: word('title') || '代理', from: today },
            ...(word('name') && { name: word('name') }),
            ...(word('until') && { until: word('until') }),
            ...(word('actingFor') && { actingFor: word('actingFor') }),
            roles: all('roles'),
          })
        }}
      >
        <label>
          账号
          <input className="in-text" name="account" required />
        </label>
        <label>
          姓名（新建账号时填）
          <input className="in-text" name="name" />
        </label>
        <label>
          职务
          <input className="in-text" name="title" />
        </label>
        <label>
          代理谁的岗位
          <select className="in-text" name="actingFor">
            <option value="">不是代理</option>
            {posts.map((one) => (
              <option key={one.id} value={one.id}>
                {one.name} {one.title}
              </option>
            ))}
          </select>
        </label>
        <label>
          到哪一天为止（代理必填）
          <input className="in-text" name="until" type="date" min={today} />
        </label>
        <fieldset>
          <legend className="cap">角色</legend>
          {roles.map((role) => (
            <label key={role.name}>
              <span>
                <input type="checkbox" name="roles" value={role.name} /> {role.title}
              </span>
            </label>
          ))}
        </fieldset>
        <button type="submit" className="bt p" disabled={appoint.isPending}>
          任命
        </button>
      </form>
      {appoint.data?.password ? (
        <p role="status">
          初始密码 <code>{appoint.data.password}</code>，只显示这一次，请当面交给本人。
        </p>
      ) : null}
      {appoint.error ? (
        <p className="wrong" role="alert">
          {appoint.error.message}
        </p>
      ) : null}
    </section>
  )
}
