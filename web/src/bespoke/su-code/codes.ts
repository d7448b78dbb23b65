import { useCallback, useEffect, useRef, useState } from 'react'
import { Refusal, send } from '../../shell/api.ts'
import { signedOut } from '../../shell/queries.ts'

const fewLeft = 4
const againMs = 5000
const lookMs = 250

interface Answer {
  now: string
  /** Seconds of a slot. */
  every: number
  as: string
  codes: { from: string; text: string }[]
}

interface Batch {
  codes: { from: number; text: string }[]
  everyMs: number
  as: string
  /** How far the city's clock is ahead of this phone's, in milliseconds. */
  ahead: number
}

const batchOf = ({ now, every, as, codes }: Answer): Batch => ({
  ...{ as, everyMs: every * 1000, ahead: Date.parse(now) - Date.now() },
  codes: codes.map(({ from, text }) => ({ from: Date.parse(from), text })),
})

/**
 * The codes that a phone holds, in memory alone: they are gone with the page. Renewed when few are left, when the page
 * is looked at again, when the network comes or goes, and when told to; without a network those that are there go on.
 */
export function useCodes() {
  const [batch, setBatch] = useState<Batch>()
  const [fault, setFault] = useState<Refusal>()
  const [at, setAt] = useState(() => Date.now())
  const asking = useRef(false)
  const wanted = useRef(false)
  const tried = useRef(0)

  /** Wanted while it is being done, it is done once more: what is on its way may be older than the reason. */
  const renew = useCallback(async () => {
    wanted.current = true
    if (asking.current) return
    asking.current = true
    try {
      while (wanted.current) {
        wanted.current = false
        try {
          setBatch(batchOf(await send<Answer>('POST', '/code/codes')))
          setFault(undefined)
        } catch (error) {
          if (!(error instanceof Refusal)) throw error
          if (error.problem.status === 401) signedOut.act()
          else setFault(error)
        } finally {
          tried.current = Date.now()
        }
      }
    } finally {
      asking.current = false
    }
  }, [])

  const now = at + (batch?.ahead ?? 0)
  const left = batch ? batch.codes.filter(({ from }) => from + batch.everyMs > now) : []
  const current = left.find(({ from }) => from <= now)
  const refused = fault !== undefined && fault.problem.status >= 400 && fault.problem.status < 500

  useEffect(() => {
    void renew()
    const looking = setInterval(() => setAt(Date.now()), lookMs)
    const seen = () => {
      if (document.visibilityState === 'visible') void renew()
    }
    const told = () => void renew()
    document.addEventListener('visibilitychange', seen)
    addEventListener('online', told)
    addEventListener('offline', told)
    return () => {
      clearInterval(looking)
      document.removeEventListener('visibilitychange', seen)
      removeEventListener('online', told)
      removeEventListener('offline', told)
    }
  }, [renew])
  useEffect(() => {
    // What is on its way is waited for: few left is no new reason.
    if (asking.current || left.length >= fewLeft || refused || tried.current === 0) return
    if (at - tried.current > againMs) void renew()
  }, [at, left.length, refused, renew])

  return {
    renew,
    fault,
    as: batch?.as,
    code: current?.text,
    /** Seconds until the next code, and which share of its time this one has left. */
    seconds: batch && current ? Math.ceil((current.from + batch.everyMs - now) / 1000) : 0,
    share: batch && current ? (current.from + batch.everyMs - now) / batch.everyMs : 0,
    /** The city's instant until which the codes reach. */
    until: batch ? (batch.codes.at(-1)?.from ?? 0) + batch.everyMs : 0,
    had: batch !== undefined,
  }
}
