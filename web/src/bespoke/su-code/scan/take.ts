import { useCallback, useEffect, useRef, useState } from 'react'
import { problemOf } from '../../../../../kernel/fault/index.ts'
import { Refusal } from '../../../shell/api.ts'
import { noteSeen, takeByItself } from './by-itself.ts'
import { ask, cityNow, device, isAway } from './device.ts'

/** What a scanner learned of a scan. */
interface Scan {
  id: string
  kind: 'person' | 'organisation'
  state: 'asked' | 'given' | 'refused' | 'over'
  until?: string
  facts?: { title: string; says: string }[]
}

/** What came of the last code, as the screen says it. */
export type Outcome =
  | { is: 'ready' }
  | { is: 'busy'; code: string }
  | { is: 'asked'; code: string; id: string; until: number }
  | { is: 'told'; kind: Scan['kind']; facts: { title: string; says: string }[] }
  | { is: 'refused' | 'over' | 'held' }
  | { is: 'fault'; title: string; says: string }

const hearsEveryMs = 1500
const shownMs = 60_000
/** The city says by itself when nobody answered; without a network the device waits this much longer. */
const graceMs = 3000

const outcomeOf = (scan: Scan, code: string): Outcome => {
  if (scan.state === 'asked') return { is: 'asked', code, id: scan.id, until: Date.parse(scan.until ?? '') }
  if (scan.state === 'given') return { is: 'told', kind: scan.kind, facts: scan.facts ?? [] }
  return { is: scan.state }
}

function faultOf(error: unknown): Outcome {
  const { title, detail } = error instanceof Refusal ? error.problem : problemOf(error, '')
  return { is: 'fault', title, says: detail }
}

async function outcomeFor(code: string, away: () => void): Promise<Outcome> {
  try {
    const scan = await ask<Scan>('POST', '/code/scans', { code })
    noteSeen(code, cityNow())
    return outcomeOf(scan, code)
  } catch (error) {
    const self = device.now()?.self
    if (!isAway(error) || !self) return faultOf(error)
    away()
    try {
      takeByItself(code, self, cityNow())
      return { is: 'held' }
    } catch (fault) {
      return faultOf(fault)
    }
  }
}

/** Takes codes one after another; what was told stays for a minute at most. @param away no network was found */
export function useTaking(away: () => void) {
  const [outcome, setOutcome] = useState<Outcome>({ is: 'ready' })
  const turn = useRef(0)
  const current = useRef<string>(undefined)
  const clear = useCallback(() => {
    turn.current += 1
    current.current = undefined
    setOutcome({ is: 'ready' })
  }, [])
  const take = useCallback(
    async (typed: string) => {
      const code = typed.trim()
      // The same code again while it is under way is a second press.
      if (!code || code === current.current) return
      const mine = (turn.current += 1)
      current.current = code
      setOutcome({ is: 'busy', code })
      const came = await outcomeFor(code, away)
      if (turn.current !== mine) return
      if (came.is !== 'asked') current.current = undefined
      setOutcome(came)
    },
    [away],
  )
  useEffect(() => {
    if (outcome.is === 'told') {
      const timer = setTimeout(clear, shownMs)
      return () => clearTimeout(timer)
    }
    if (outcome.is !== 'asked') return
    const { id, code, until } = outcome
    let going = true
    const settle = (next: Outcome) => {
      going = false
      current.current = undefined
      setOutcome(next)
    }
    const hear = async () => {
      try {
        const next = outcomeOf(await ask<Scan>('GET', `/code/scans/${id}`), code)
        if (going && next.is !== 'asked') settle(next)
      } catch (error) {
        if (!going) return
        if (!isAway(error)) settle(faultOf(error))
        else if (cityNow() > until + graceMs) settle({ is: 'over' })
      }
      if (going) setTimeout(() => void (going && hear()), hearsEveryMs)
    }
    const first = setTimeout(() => void hear(), hearsEveryMs)
    return () => {
      going = false
      clearTimeout(first)
    }
  }, [outcome, clear])
  return { outcome, take, clear }
}
