import { useCallback, useEffect, useRef, useState } from 'react'
import { askAs, Refusal } from '../../shell/api.ts'
import type { Kept } from './device.ts'

interface Scan {
  id: string
  state: 'asked' | 'given' | 'refused' | 'over'
  until?: string
  facts?: { title: string; says: string }[]
}

/** What the counter sees of one scan. */
export interface Result {
  tone: 'yes' | 'no' | 'wait'
  head: string
  says?: string
  facts?: { title: string; says: string }[]
}

/** What was told stays on the screen for a minute. */
const shownMs = 60_000

const resultOf = (scan: Scan): Result =>
  scan.state === 'asked'
    ? { tone: 'wait', head: '请对方在手机上答复', says: '对方同意之前，这里什么也不显示。' }
    : scan.state === 'given'
      ? { tone: 'yes', head: '已核验', facts: scan.facts ?? [] }
      : scan.state === 'refused'
        ? { tone: 'no', head: '对方没有同意', says: '什么也没有给出。' }
        : { tone: 'no', head: '对方没有答复', says: '过了两分钟没有答复，什么也没有给出。请重新扫码。' }

/** Takes codes in the device's name, waits for answers, and decides by itself where there is no network. */
export function useScan(device: Kept) {
  const [result, setResult] = useState<Result>()
  const latest = useRef(0)
  const clear = useCallback(() => {
    latest.current += 1
    setResult(undefined)
  }, [])
  const take = useCallback(
    async (text: string) => {
      const mine = (latest.current += 1)
      const shows = (one: Result) => void (latest.current === mine && setResult(one))
      shows({ tone: 'wait', head: '正在核验' })
      const { takeOffline, wasTaken } = await import('./offline.ts')
      const alone = () => {
        const refused = takeOffline(device, text)
        shows(
          refused
            ? { tone: 'no', head: '没有通过', says: refused }
            : { tone: 'yes', head: '码有效（离线核验）', says: '没有网络，只核了码的真伪和时间；联网后补传。' },
        )
      }
      try {
        let scan = await askAs<Scan>(device.token, 'POST', '/code/scans', { code: text })
        wasTaken(text)
        shows(resultOf(scan))
        while (scan.state === 'asked' && latest.current === mine) {
          await new Promise((done) => setTimeout(done, 1500))
          try {
            scan = await askAs<Scan>(device.token, 'GET', `/code/scans/${scan.id}`)
          } catch (error) {
            if (!(error instanceof Refusal) || error.problem.status !== 0) throw error
          }
        }
        shows(resultOf(scan))
      } catch (error) {
        if (error instanceof Refusal && error.problem.status === 0) return alone()
        shows({ tone: 'no', head: '没有通过', says: error instanceof Error ? error.message : String(error) })
      }
      return undefined
    },
    [device],
  )
  useEffect(() => {
    if (!result || result.tone === 'wait') return undefined
    const gone = setTimeout(clear, shownMs)
    return () => clearTimeout(gone)
  }, [result, clear])
  return { result, take, clear }
}
