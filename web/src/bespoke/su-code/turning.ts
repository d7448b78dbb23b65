import { useEffect, useState } from 'react'
import { takeCodes, type Codes } from './code-data.ts'

/** Asks for more when fewer are left. */
const fewest = 4

/**
 * The code of this moment, by the server's clock. New ones are taken before the last runs out, when the page is seen
 * again, and when `turn` changes; without a network it goes on with those that it has.
 */
export function useTurningCode(turn: string) {
  const [batch, setBatch] = useState<Codes>()
  const [fault, setFault] = useState<unknown>()
  const [now, setNow] = useState(() => Date.now())
  const [asking, setAsking] = useState(0)
  useEffect(() => {
    let heard = true
    takeCodes().then(
      (taken) => {
        if (!heard) return
        setBatch(taken)
        setFault(undefined)
      },
      (error: unknown) => heard && setFault(error),
    )
    return () => void (heard = false)
  }, [turn, asking])
  useEffect(() => {
    const tick = setInterval(() => setNow(Date.now()), 250)
    const seen = () => document.visibilityState === 'visible' && setAsking((times) => times + 1)
    document.addEventListener('visibilitychange', seen)
    window.addEventListener('online', seen)
    return () => {
      clearInterval(tick)
      document.removeEventListener('visibilitychange', seen)
      window.removeEventListener('online', seen)
    }
  }, [])
  const at = now + (batch?.ahead ?? 0)
  const left = (batch?.codes ?? []).filter((code) => Date.parse(code.from) + (batch?.every ?? 0) * 1000 > at)
  const wants = batch !== undefined && left.length < fewest
  useEffect(() => {
    if (!wants) return undefined
    setAsking((times) => times + 1)
    const again = setInterval(() => setAsking((times) => times + 1), 10_000)
    return () => clearInterval(again)
  }, [wants])
  const code = left[0] && Date.parse(left[0].from) <= at + 1000 ? left[0] : undefined
  return {
    batch,
    fault,
    code,
    /** Share of the slot that is left, 0 to 1. */
    share: code && batch ? Math.max(0, 1 - (at - Date.parse(code.from)) / (batch.every * 1000)) : 0,
    /** Until when the codes in hand reach, by this device's clock. */
    reaches:
      left.at(-1) && batch ? Date.parse(left.at(-1)?.from as string) + batch.every * 1000 - batch.ahead : undefined,
  }
}
