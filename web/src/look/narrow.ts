import { useSyncExternalStore } from 'react'

const narrow = matchMedia('(max-width: 900px)')

/** True on a phone, where lists are stacked and the tab bar stands at the thumb. */
export function useNarrow(): boolean {
  return useSyncExternalStore(
    (listener) => {
      narrow.addEventListener('change', listener)
      return () => narrow.removeEventListener('change', listener)
    },
    () => narrow.matches,
  )
}
