import { useSyncExternalStore } from 'react'

/** A value that this device keeps, whoever is signed in; where nothing can be kept it lasts as long as the page. */
export function onDevice<Value>(slot: string, none: Value) {
  const listeners = new Set<() => void>()
  const read = (): Value => {
    try {
      const words = localStorage.getItem(slot)
      return words ? (JSON.parse(words) as Value) : none
    } catch {
      return none
    }
  }
  let value = read()
  const tell = () => listeners.forEach((listener) => listener())
  addEventListener('storage', (event) => {
    if (event.key !== slot) return
    value = read()
    tell()
  })
  const subscribe = (listener: () => void) => {
    listeners.add(listener)
    return () => void listeners.delete(listener)
  }
  const now = () => value
  return {
    now,
    set: (next: Value) => {
      value = next
      try {
        localStorage.setItem(slot, JSON.stringify(next))
      } catch {
        // The page goes on with what it has.
      }
      tell()
    },
    use: () => useSyncExternalStore(subscribe, now),
  }
}
