import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import type { Manifest } from '../../../../platform/manifest.ts'
import { toTheSecond } from '../../look/dates.ts'
import { Empty } from '../../look/empty.tsx'
import { Failed } from '../../look/failed.tsx'
import { Loading } from '../../look/loading.tsx'
import { Seal } from '../../look/seal.tsx'
import { SentenceFilters, type Condition } from '../../look/sentence.tsx'
import { ledgerEvents, type LedgerEvent } from '../../receipt/ledger-events.ts'
import { subjectPath, subjectTitle } from '../../receipt/subject-path.ts'
import { useListAddress } from '../../render/list-address.ts'
import { ListBar, ListFoot } from '../../render/list-parts.tsx'
import { Table } from '../../render/table.tsx'
import { useManifest } from '../../shell/reader.ts'

const perPage = 30

/** What happened, the newest first, each with its receipt: one's own, or everyone's for those who may search. */
export function EventList({ mine }: { mine: boolean }) {
  const { query, change, forward, back, depth, paged } = useListAddress()
  const manifest = useManifest()
  const subject = subjectOf(query.get('subject') ?? '', manifest)
  const given = {
    actor: mine ? 'me' : (query.get('actor') ?? ''),
    kind: query.get('kind') ?? '',
    system: query.get('system') ?? '',
    from: query.get('when.from') ?? '',
    to: query.get('when.until') ?? '',
    subject,
  }
  const page = { ...given, after: query.get('after') ?? '', limit: String(perPage) }
  const found = useQuery({ ...ledgerEvents(textOf(page)), placeholderData: keepPreviousData })
  const filtered = ['kind', 'system', 'when.from', 'when.until', 'subject', ...(mine ? [] : ['actor'])].some((name) =>
    query.get(name),
  )
  const rows = found.data?.rows ?? []
  const actor = rows.find((row) => row.actor === query.get('actor'))?.actorName
  return (
    <>
      <h1>{mine ? '我的存证' : '查找存证'}</h1>
      <SentenceFilters
        opening={mine ? '看我' : '看'}
        closing="的存证"
        conditions={conditionsOf(query, manifest, mine, actor ?? null)}
        more={[]}
        change={change}
      />
      <ListBar
        says={found.data ? (paged ? '' : `${rows.length}${found.data.next ? '+' : ''} 条`) : ''}
        exports={{ path: '/ledger/events/export', query: textOf(given) }}
      />
      {found.error ? (
        <Failed inside what="存证" error={found.error} retry={() => void found.refetch()} />
      ) : !found.data ? (
        <Loading />
      ) : rows.length === 0 ? (
        <Empty
          says={
            filtered || !mine ? '没有符合的存证。' : '还没有您经办的存证。您办理的每一件事都会列在这里，随时可取回执。'
          }
        />
      ) : (
        <Rows rows={rows} manifest={manifest} mine={mine} change={change} />
      )}
      <ListFoot
        says=""
        back={paged || depth > 0 ? back : null}
        forward={found.data?.next ? () => forward(found.data.next as string) : null}
      />
    </>
  )
}

/** A query without what is not asked. */
const textOf = (asked: Record<string, string>) =>
  new URLSearchParams(Object.entries(asked).filter(([, value]) => value !== '')).toString()

function Rows(props: {
  rows: LedgerEvent[]
  manifest: Manifest
  mine: boolean
  change: (change: Record<string, string>) => void
}) {
  const { rows, manifest, mine, change } = props
  return (
    <Table
      caption="存证"
      rows={rows}
      keyOf={({ id }) => id}
      columns={[
        { title: '何事', as: 'nm', cell: (row) => actWords(row, manifest) },
        {
          ...{ title: '对象', bare: true },
          cell: ({ subject }) => {
            const path = subjectPath(manifest, subject)
            const title = subjectTitle(manifest, subject)
            return (
              <>
                {path ? <Link to={path}>{title}</Link> : title}
                {mine ? null : (
                  <button type="button" className="bt q" onClick={() => change({ subject })}>
                    只看它
                  </button>
                )}
              </>
            )
          },
        },
        !mine && {
          ...{ title: '何人', bare: true },
          cell: ({ actor, actorName }) => (
            <button type="button" className="only" onClick={() => change({ actor })}>
              {actor === 'platform' ? '平台' : (actorName ?? actor.slice(0, 8))}
            </button>
          ),
        },
        { title: '何时', as: 'fix', bare: true, cell: ({ at }) => toTheSecond(at) },
        { title: '存证', bare: true, cell: ({ state }) => <Seal state={state} /> },
        { title: '回执', unseen: true, cell: ({ id }) => <Link to={`/receipts/${id}`}>回执</Link> },
      ]}
    />
  )
}

/** The act's own title where this reader knows the kind of case; else what its kind is called. */
function actWords({ kind, subject, about }: LedgerEvent, manifest: Manifest): string {
  const [name = ''] = subject.split(':')
  const action = about.action ? manifest.cases[name]?.actions[about.action] : undefined
  if (action) return action.title
  if (kind === 'register.amended' && about.version) return `更正为第 ${about.version} 版`
  return manifest.events[kind] ?? kind
}

function conditionsOf(query: URLSearchParams, manifest: Manifest, mine: boolean, actor: string | null): Condition[] {
  const at = (name: string) => query.get(name) ?? ''
  const asked = at('actor')
  return [
    ...(mine
      ? []
      : [
          {
            name: 'actor',
            label: '何人',
            kind: 'pick' as const,
            single: true,
            choices: [
              { value: 'platform', title: '平台自动' },
              { value: 'me', title: '我自己' },
              ...(asked && !['platform', 'me'].includes(asked)
                ? [{ value: asked, title: actor ?? asked.slice(0, 8) }]
                : []),
            ],
            value: asked ? [asked] : [],
            after: '办的、',
          },
        ]),
    {
      name: 'kind',
      label: '何事',
      kind: 'pick',
      single: true,
      choices: Object.entries(manifest.events).map(([value, title]) => ({ value, title })),
      value: at('kind') ? [at('kind')] : [],
      after: '、',
    },
    {
      name: 'system',
      label: '系统',
      kind: 'pick',
      single: true,
      choices: manifest.systems.filter(({ runs }) => runs).map(({ id, title }) => ({ value: id, title })),
      value: at('system') ? [at('system')] : [],
      after: '里的、',
    },
    { name: 'subject', label: '对象（页面地址）', kind: 'words', value: at('subject'), after: '、' },
    { name: 'when', label: '时间', kind: 'range', presets: [], from: at('when.from'), until: at('when.until') },
  ]
}

/** What was typed or pasted, as a reference: `<kind>:<id>`, or the address of a page of this city. */
function subjectOf(typed: string, manifest: Manifest): string {
  const [, path = '', id = ''] = /^(?:https?:\/\/[^/]+)?\/?(.+)\/([0-9a-f-]{36})(?:[?#].*)?$/.exec(typed.trim()) ?? []
  if (!id) return typed.trim()
  const page = manifest.pages.find((one) => one.path === path)
  return `${page?.of ?? path.slice(path.lastIndexOf('/') + 1)}:${id}`
}
