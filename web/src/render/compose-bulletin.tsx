import { useMutation, useQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import type { CaseFace, Manifest } from '../../../platform/manifest.ts'
import { newKey, send } from '../shell/api.ts'
import { WatchedJob } from '../shell/jobs/watched-job.tsx'
import { nameOf } from '../shell/navigation.ts'
import * as queries from '../shell/queries.ts'
import { useManifest, useNow } from '../shell/reader.ts'
import { Wrong } from './list-work.tsx'
import './list-work.css'

type Bulletin = Manifest['bulletins'][string]

/** The bulletins that this reader may have drafted into the records that a kind of case is about. */
export function bulletinsFor(manifest: Manifest, face: CaseFace): Bulletin[] {
  const fields = Object.values(manifest.registers[face.subject]?.fields ?? {})
  const monthly = fields.some((field) => field.widget === 'month')
  return Object.values(manifest.bulletins).filter(
    ({ about }) => monthly && fields.some((field) => field.widget === 'record' && field.register === about),
  )
}

/** Asks for a month's bulletin to be drafted, waits in place, and goes to the draft. Without `about` the reader says of which. */
export function ComposeBulletin({ bulletin, about }: { bulletin: Bulletin; about?: string }) {
  const register = useManifest().registers[bulletin.about]
  const months = monthsUpTo(useNow())
  const [month, setMonth] = useState(months[0] ?? '')
  const [chosen, setChosen] = useState<string | null>(null)
  const rows = useQuery({
    ...queries.records(bulletin.about, 'limit=100'),
    enabled: about === undefined && register !== undefined,
  })
  const choices = (rows.data?.rows ?? []).toSorted((a, b) => b.createdAt.localeCompare(a.createdAt))
  const subject = about ?? chosen ?? choices[0]?.id
  const key = useRef(newKey())
  const ask = useMutation({
    mutationFn: () =>
      send<{ id: string }>('POST', `/bulletins/${bulletin.name}`, { about: subject, month }, { key: key.current }),
    onError: () => (key.current = newKey()),
  })
  if (ask.data)
    return (
      <WatchedJob id={ask.data.id} follow>
        <button
          type="button"
          className="bt q"
          onClick={() => {
            key.current = newKey()
            ask.reset()
          }}
        >
          再起草一期
        </button>
      </WatchedJob>
    )
  return (
    <form
      className="compose no-print"
      aria-label={bulletin.title}
      onSubmit={(event) => {
        event.preventDefault()
        if (subject) ask.mutate()
      }}
    >
      {about === undefined && choices.length > 1 ? (
        <select
          className="in-text"
          aria-label={register?.title}
          value={subject}
          onChange={(event) => setChosen(event.target.value)}
        >
          {choices.map((row) => (
            <option key={row.id} value={row.id}>
              {register ? nameOf(register, row) : row.id}
            </option>
          ))}
        </select>
      ) : null}
      <select className="in-text" aria-label="月份" value={month} onChange={(event) => setMonth(event.target.value)}>
        {months.map((one) => (
          <option key={one} value={one}>
            {monthWords(one)}
          </option>
        ))}
      </select>
      <button type="submit" className="bt" disabled={ask.isPending || !subject}>
        {ask.isPending ? '正在提交' : `起草 ${Number(month.slice(5))} 月通报`}
      </button>
      <Wrong error={ask.error} />
    </form>
  )
}

/** The present month and the eleven before it, newest first. */
function monthsUpTo(now: string): string[] {
  const [year = 0, month = 1] = now.slice(0, 7).split('-').map(Number)
  return Array.from({ length: 12 }, (_, back) =>
    new Date(Date.UTC(year, month - 1 - back, 1)).toISOString().slice(0, 7),
  )
}

const monthWords = (month: string) => `${month.slice(0, 4)}年${Number(month.slice(5))}月`
