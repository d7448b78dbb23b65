import { useQuery } from '@tanstack/react-query'
import { Link, useSearchParams } from 'react-router'
import { Failed } from '../../look/failed.tsx'
import { Loading } from '../../look/loading.tsx'
import { mayDoAny } from '../../shell/queries.ts'
import { useManifest, useSession, useTitle } from '../../shell/reader.ts'
import { alarmKinds, chain, whole, type Chain } from './chain-data.ts'
import { Blocks } from './blocks.tsx'
import { EventList } from './event-list.tsx'
import { Minutes } from './minutes.tsx'
import { Nodes } from './nodes.tsx'
import { toTheSecond } from '../../look/dates.ts'
import '../../look/table.css'
import './chain.css'

const views = { live: '链上', mine: '我的存证', search: '查找' } as const
type View = keyof typeof views

/** The log as it lives, one's own evidence, and for those who may the evidence of everyone. */
export function ChainPage() {
  const [query] = useSearchParams()
  const session = useSession()
  const searchesLedger = mayDoAny(useManifest(), 'ledger').includes('search')
  const offered: View[] = [
    'live',
    ...(session ? (['mine'] as const) : []),
    ...(searchesLedger ? (['search'] as const) : []),
  ]
  const view = offered.find((one) => one === query.get('view')) ?? 'live'
  useTitle(view === 'live' ? '存证链' : views[view])
  return (
    <main id="main" tabIndex={-1} className="page chn">
      <nav className="bys no-print" aria-label="存证链">
        {offered.map((one) => (
          <Link
            key={one}
            to={one === 'live' ? '/ledger' : `/ledger?view=${one}`}
            aria-current={one === view ? 'page' : undefined}
          >
            {views[one]}
          </Link>
        ))}
        <span className="grow" />
        <a href="/ledger/policy.txt" target="_blank" rel="noreferrer">
          信任策略
        </a>
        <a href="/verify.html" target="_blank" rel="noreferrer">
          查验页
        </a>
      </nav>
      {view === 'live' ? <Live /> : <EventList mine={view === 'mine'} />}
    </main>
  )
}

function Live() {
  const found = useQuery(chain)
  if (found.error && !found.data)
    return <Failed inside what="存证链" error={found.error} retry={() => void found.refetch()} />
  if (!found.data) return <Loading lines={10} whole />
  const { data } = found
  return (
    <>
      <Heading chain={data} lost={found.error !== null} />
      <Alarms alarms={data.alarms} />
      <div className="two">
        <Nodes nodes={data.witnesses} size={data.size} />
        <Minutes minutes={data.minutes} />
      </div>
      <Blocks blocks={data.blocks} of={data.quorum.of} />
    </>
  )
}

function Heading({
  chain: { size, final, quorum, witnesses, minutes, blocks, audit },
  lost,
}: {
  chain: Chain
  lost: boolean
}) {
  const signing = witnesses.filter(({ state }) => state === 'cosigning').length
  const lately = minutes.at(-1) ?? 0
  const newest = blocks[0]
  const waits = size - final
  return (
    <div className="bh">
      <h1>存证链</h1>
      <p>
        每办一件事，就有一片叶子写进账本，只增不改。账本已有 <b>{whole(size)}</b> 片叶子，
        {waits === 0 ? '全部' : `其中 ${whole(final)} 片`}
        {quorum.least > 0
          ? `经 ${quorum.of} 个部门节点中至少 ${quorum.least} 个见证为定`
          : '已由账本签名（没有要求见证）'}
        {waits > 0 ? `，${whole(waits)} 片正在见证` : ''}；现在 {signing} 个节点在见证，最近一分钟写入 {whole(lately)}{' '}
        片。
      </p>
      <p className="cap" role="status">
        {lost
          ? '与服务器的连接断了，下面是断开前的样子；连上后自动更新。'
          : newest
            ? `最新一块签于 ${toTheSecond(newest.at)}，本页每秒更新。`
            : '还没有写入任何一件事。'}
        {audit
          ? ` 本市自查账本，至多 ${audit.hours} 小时一轮：第 ${audit.round} 轮已核对 ${whole(audit.size)} 片${audit.ended ? `，上一轮 ${toTheSecond(audit.ended)} 核完` : ''}。`
          : ''}
      </p>
    </div>
  )
}

function Alarms({ alarms }: { alarms: Chain['alarms'] }) {
  if (alarms.length === 0) return null
  return (
    <section className="alm" aria-labelledby="alarms">
      <h2 id="alarms">
        告警 <span className="cap">{alarms.length === 50 ? '最近 50 条' : `${alarms.length} 条`}</span>
      </h2>
      <ul>
        {alarms.map(({ id, source, kind, size, says, at }) => (
          <li key={id}>
            <b>{alarmKinds[kind] ?? kind}</b>
            <span>
              {source}，在第 {whole(size)} 片{says ? `：${says}` : ''}
            </span>
            <span className="cap">{toTheSecond(at)}</span>
            <a href={`/api/ledger/alarms/${id}/evidence`} download>
              下载证据
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}
