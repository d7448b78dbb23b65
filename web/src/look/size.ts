import { useSyncExternalStore } from 'react'

const slot = 'size'
const listeners = new Set<() => void>()
const isElder = () => document.documentElement.dataset['size'] === 'elder'

/** Whether the page is set for elders, and the way to the other face; public/theme.js put the kept choice on the page. */
export function useElder(): [boolean, () => void] {
  const elder = useSyncExternalStore((listener) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  }, isElder)
  return [elder, turn]
}

function turn() {
  const { dataset } = document.documentElement
  if (isElder()) delete dataset['size']
  else dataset['size'] = 'elder'
  for (const listener of listeners) listener()
  try {
    if (isElder()) localStorage.setItem(slot, 'elder')
    else localStorage.removeItem(slot)
  } catch {
    return
  }
}
