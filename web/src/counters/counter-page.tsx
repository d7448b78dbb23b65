import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { Link, useNavigate, useParams } from 'react-router'
import type { DraftListed, DraftWhole, RegisterFace } from '../../../platform/manifest.ts'
import { shortInstant } from '../look/dates.ts'
import { Empty } from '../look/empty.tsx'
import { Forbidden } from '../look/failed.tsx'
import { Light } from '../look/light.tsx'
import { Refusal, get } from '../shell/api.ts'
import { casesPath } from '../shell/navigation.ts'
import * as queries from '../shell/queries.ts'
import { useManifest, useNow, useTitle } from '../shell/reader.ts'
import { useCalled } from './called.ts'
import { changeDraft, type OwnDraft } from './device.ts'
import { standings, standsOf, type Standing } from './stands.ts'
import { draftsPath } from './sync.ts'
import { useCounter, useKept, useOnline, useOwnDrafts, useSendingUp } from './use-counter.ts'
import './counters.css'

/** A counter: what is being written there, on this device and on others, and what was filed lately. */
export function CounterPage() {
  const { name = '' } = useParams()
  const at = useCounter(name)
  useTitle(at?.counter.title ?? '办事台')
  if (!at) return <Forbidden what="办事台" says="您现在的岗位不在这里办事；有别的岗位的，先换到镇村的岗位。" />
  return <Open name={name} {...at} />
}

function Open({ name, counter, face, session }: NonNullable<ReturnType<typeof useCounter>> & { name: string }) {
  const { person } = session
  const online = useOnline()
  const kept = useKept(name, () => import('./draft-page.tsx'))
  const own = useOwnDrafts(name, person.id).data ?? []
  useSendingUp(name, person.id)
  const open = useQuery(rowsOf(name, 'open'))
  const filed = useQuery(rowsOf(name, 'filed'))
  const waiting = own.filter((one) => one.waiting || one.files).length
  const listed = new Set(open.data?.map(({ id }) => id))
  const writing = own.filter((one) => saysMore(one) || !listed.has(one.id))
  useLettingGo(
    name,
    writing.filter((one) => online && open.data && one.base > 0 && !saysMore(one)),
  )
  const there = (open.data ?? []).filter(({ id }) => writing.every((one) => one.id !== id))
  const now = useNow()
  const called = useCalled(face)
  return (
    <main id="main" tabIndex={-1} className="page ctr">
      <h1>{counter.title}</h1>
      <p className="as">{counter.says}</p>
      <p className="net" role="status">
        <Light face={online ? { title: '有网络', shape: 'done' } : { title: '没有网络，照常填', shape: 'wait' }} />
        {waiting > 0 ? <span>{waiting} 份在本机，有网自动送上去</span> : null}
        <span className="m">{keptWords[kept]}</span>
      </p>
      <p className="do">
        <Link className="bt p" to={`/counters/${name}/new`}>
          {face.offer.title}
        </Link>
      </p>
      <section aria-labelledby="open">
        <h2 id="open">没有交的</h2>
        {writing.length + there.length === 0 ? <Empty says="没有写了一半的。" /> : null}
        <ul className="rw">
          {writing.map((one) => (
            <Draft key={one.id} to={`/counters/${name}/${one.id}`} called={called(one.words)} stands={standsOf(one)}>
              {sayOf(one)}
            </Draft>
          ))}
          {there.map((one) => (
            <Draft
              key={one.id}
              to={`/counters/${name}/${one.id}`}
              called={one.called}
              stands={one.apart > 0 ? 'apart' : 'sent'}
            >
              {one.wroteName}，{shortInstant(one.wroteAt, now)}
            </Draft>
          ))}
        </ul>
        {open.error && online ? <p className="m">同事写的没有取到，本机写的都在。</p> : null}
      </section>
      <section aria-labelledby="filed">
        <h2 id="filed">最近交上去的</h2>
        {filed.data?.length === 0 ? <Empty says="最近三十天还没有交过。" /> : null}
        <ul className="rw">
          {(filed.data ?? []).map((one) => (
            <li key={one.id}>
              <Filed of={face} row={one.row ?? ''} called={one.called} />
              <span className="m">
                {one.wroteName}，{shortInstant(one.wroteAt, now)}
              </span>
            </li>
          ))}
        </ul>
      </section>
    </main>
  )
}

/** Whether a draft on this device says what the server does not. */
const saysMore = ({ waiting, files, refused, apart, met, late }: OwnDraft) =>
  Boolean(waiting ?? refused ?? met) || files || apart.length > 0 || late.length > 0

/** What a colleague has filed or given up, and nothing was written of here since, goes from this device. */
function useLettingGo(name: string, gone: readonly OwnDraft[]) {
  const ids = gone.map(({ id }) => id).join()
  useEffect(() => {
    for (const id of ids.split(',').filter(Boolean))
      void get<DraftWhole>(draftsPath(name, id)).then(
        ({ standing }) => (standing === 'open' ? undefined : letGo(id)),
        (error: unknown) => (error instanceof Refusal && error.problem.status === 404 ? letGo(id) : undefined),
      )
  }, [name, ids])
}

const letGo = (id: string) => changeDraft(id, (now) => (now && saysMore(now) ? now : null))

const keptWords = {
  coming: '正在把要用的存到本机',
  kept: '要用的都存在本机了，没有网也打得开',
  not: '本机存不下或浏览器不支持，没有网时请不要关掉本页',
}

const rowsOf = (name: string, standing: 'open' | 'filed') => ({
  queryKey: ['counters', name, standing],
  staleTime: 0,
  queryFn: async ({ signal }: { signal: AbortSignal }) =>
    (await get<{ rows: DraftListed[] }>(`${draftsPath(name)}?standing=${standing}`, signal)).rows,
})

/** What of a draft on this device must be said. */
function sayOf(one: OwnDraft): string {
  if (one.late.length > 0) return `已由${one.filedBy ?? '同事'}交上去，您后来写的 ${one.late.length} 处不在里面`
  if (one.refused) return one.refused
  if (one.met) return `和${one.met}写的合在一起了，请看一遍`
  return ''
}

function Draft(props: { to: string; called: string; stands: Standing; children: React.ReactNode }) {
  const { to, called, stands, children } = props
  return (
    <li>
      <Link to={to}>{called}</Link>
      <Light face={standings[stands]} />
      <span className="m">{children}</span>
    </li>
  )
}

/** What was filed, with the way to where it is now. */
function Filed({ of, row, called }: { of: RegisterFace; row: string; called: string }) {
  const manifest = useManifest()
  const navigate = useNavigate()
  const go = async () => {
    const matter = await queries.caseOver(manifest, of.name, row)
    void navigate(matter ? `${casesPath(manifest, matter.kind)}/${matter.id}` : '/')
  }
  return (
    <button type="button" className="lnk" onClick={() => void go()}>
      {called}
    </button>
  )
}
