import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Link, useSearchParams } from 'react-router'
import type { ShownFace } from '../../../platform/manifest.ts'
import { AntdFrame } from '../look/antd-frame.tsx'
import { Failed } from '../look/failed.tsx'
import { Loading } from '../look/loading.tsx'
import { get } from '../shell/api.ts'
import { useManifest, useSession, useTitle } from '../shell/reader.ts'
import { RecordBody } from './record-body.tsx'
import { OpenForm, RowsAround, useActs } from './shown-acts.tsx'
import { ShownList, ShownSection } from './shown-list.tsx'
import { calledOf, pathFrom, type Row } from './shown-words.ts'
import { Widget } from './widget.tsx'
import './document.css'
import './form.css'
import './shown.css'

interface Rows {
  rows: Row[]
  next?: string | null
}

/** What a route answers, as its declaration says: rows with what may be done to each, or one record. */
export function ShownPage({ shown, places }: { shown: ShownFace; places: Row }) {
  const open = useState<string | null>(null)
  const path = pathFrom(shown.path, [places])
  return (
    <OpenForm value={open}>
      <main id="main" tabIndex={-1} className="page shown">
        {shown.rows ? <RowsOf key={path} {...{ shown, path }} /> : <RecordOf key={path} {...{ shown, path }} />}
      </main>
    </OpenForm>
  )
}

function RowsOf({ shown, path }: { shown: ShownFace; path: string }) {
  const { title, says, opens } = shown
  const asked = useAsked(shown)
  const found = useInfiniteQuery({
    queryKey: ['shown', path, asked.values],
    staleTime: 0,
    enabled: asked.whole,
    queryFn: ({ pageParam, signal }) => {
      const query = new URLSearchParams({ ...asked.values, ...(pageParam && { after: pageParam }) }).toString()
      return get<Rows>(`/${path}${query ? `?${query}` : ''}`, signal)
    },
    initialPageParam: '',
    getNextPageParam: ({ next }) => next ?? undefined,
  })
  const [first] = found.data?.pages ?? []
  const rows = found.data?.pages.flatMap((page) => page.rows) ?? []
  const { buttons, below } = useActs({ acts: first ? shown.begins : [], rows: [{ ...first, ...asked.values }] })
  useTitle(title)
  return (
    <>
      <div className="ttl">
        <h1>{title}</h1>
        <Beside of={shown} />
        <span className="grow" />
        {buttons}
      </div>
      {says ? <p className="as">{says}</p> : null}
      {Object.keys(shown.query).length > 0 ? <Asked key={path} of={shown} {...asked} /> : null}
      <RowsAround value={Object.fromEntries(rows.map((row) => [String(row['id']), calledOf(shown, row)]))}>
        {below}
        {found.error ? <Failed what={title} error={found.error} retry={() => void found.refetch()} inside /> : null}
        {found.isLoading ? <Loading lines={3} /> : null}
        {found.data ? <ShownList of={shown} rows={rows} within={[]} opens={opens} /> : null}
      </RowsAround>
      {found.hasNextPage ? (
        <button
          type="button"
          className="bt"
          onClick={() => void found.fetchNextPage()}
          disabled={found.isFetchingNextPage}
        >
          再看一些
        </button>
      ) : null}
    </>
  )
}

/** What a list is asked by, as its address says; a list of one agency begins with the reader's own. */
function useAsked({ query }: ShownFace) {
  const own = useSession()?.position?.agency.id ?? ''
  const [address, setAddress] = useSearchParams()
  const values = Object.fromEntries(
    Object.entries(query).flatMap(([name, { widget, required }]) => {
      const value = address.get(name) ?? (widget === 'agency' && required ? own : '')
      return value ? [[name, value]] : []
    }),
  )
  const whole = Object.entries(query).every(([name, { required }]) => !required || values[name])
  const set = (name: string, value: unknown) =>
    setAddress({ ...values, [name]: String(value ?? '') }, { replace: true, preventScrollReset: true })
  return { values, whole, set }
}

function Asked({ of, values, set }: { of: ShownFace } & Pick<ReturnType<typeof useAsked>, 'values' | 'set'>) {
  return (
    <AntdFrame>
      <div className="fm">
        {Object.entries(of.query).map(([name, field]) => (
          <Widget
            key={name}
            {...{ name, field, value: values[name], fault: null, set: (value: unknown) => set(name, value) }}
          />
        ))}
      </div>
    </AntdFrame>
  )
}

function RecordOf({ shown, path }: { shown: ShownFace; path: string }) {
  const found = useQuery({
    queryKey: ['shown', path],
    staleTime: 0,
    queryFn: ({ signal }) => get<Row>(`/${path}`, signal),
  })
  const record = found.data
  useTitle(record ? calledOf(shown, record) : shown.title)
  if (found.error) return <Failed what={shown.title} error={found.error} retry={() => void found.refetch()} inside />
  if (!record) return <Loading />
  return <Record of={shown} record={record} />
}

function Record({ of, record }: { of: ShownFace; record: Row }) {
  const called = calledOf(of, record)
  const { buttons, below } = useActs({ acts: of.acts, rows: [record], called })
  const [naming = '', ...rest] = Object.keys(of.columns)
  return (
    <>
      <div className="ttl">
        <h1>{called}</h1>
        <Beside of={of} />
      </div>
      {of.says ? <p className="as">{of.says}</p> : null}
      {rest.length > 0 ? <RecordBody fields={of.columns} record={record} skip={[naming]} /> : null}
      {buttons.length > 0 ? <div className="acts no-print">{buttons}</div> : null}
      {below}
      {Object.entries(of.lists).map(([name, list]) => (
        <ShownSection key={name} of={list} rows={record[name] as Row[]} within={[record]} />
      ))}
    </>
  )
}

/** The pages that are named beside the title. */
function Beside({ of }: { of: ShownFace }) {
  const { shown } = useManifest()
  return of.beside.map((path) => (
    <Link key={path} to={`/${path}`}>
      {shown.find((one) => one.path === path)?.title}
    </Link>
  ))
}
