import { useQuery } from '@tanstack/react-query'
import { useEffect, useState, useSyncExternalStore } from 'react'
import { useManifest, useSession } from '../shell/reader.ts'
import { ownDrafts, ownKey } from './device.ts'
import { bringAlong } from './kit.ts'
import { sendUp } from './sync.ts'

/** The address below which counters are kept on a device. */
const kept = '/counters'
const again = 20_000

const onLine = (tell: () => void) => {
  addEventListener('online', tell)
  addEventListener('offline', tell)
  return () => {
    removeEventListener('online', tell)
    removeEventListener('offline', tell)
  }
}

/** Whether the device has a network. */
export const useOnline = () => useSyncExternalStore(onLine, () => navigator.onLine)

/** A counter by its name, with what it files; nothing where the reader does not work there. */
export function useCounter(name: string) {
  const manifest = useManifest()
  const session = useSession()
  const counter = manifest.counters[name]
  const face = counter && manifest.registers[counter.of]
  return counter && face?.may.includes('create') && session ? { counter, face, session } : undefined
}

/** What this device has written at a counter. */
export const useOwnDrafts = (counter: string, person: string) =>
  useQuery({ queryKey: ownKey(counter), queryFn: () => ownDrafts(counter, person), staleTime: 0 })

/** Whether all that the counter's form needs lies on this device: `coming` until that is known. */
export function useKept(name: string, parts: () => Promise<unknown>): 'coming' | 'kept' | 'not' {
  const at = useCounter(name)
  const [stands, setStands] = useState<'coming' | 'kept' | 'not'>('coming')
  useEffect(() => {
    if (!at) return
    let over = false
    const all = bringAlong(kept, at, parts).then(
      (done) => (done ? ('kept' as const) : ('not' as const)),
      // Without a network it is as it was brought along before.
      () => (navigator.serviceWorker?.controller ? ('kept' as const) : ('not' as const)),
    )
    void all.then((now) => over || setStands(now))
    return () => {
      over = true
    }
    // Once for a counter: what it declares does not change while its page is open.
  }, [name])
  return stands
}

/** Sends what waits: now, when the network comes back, and again every so often. */
export function useSendingUp(counter: string, person: string) {
  useEffect(() => {
    const go = () => void sendUp(counter, person)
    go()
    addEventListener('online', go)
    const timer = setInterval(go, again)
    return () => {
      removeEventListener('online', go)
      clearInterval(timer)
    }
  }, [counter, person])
}
