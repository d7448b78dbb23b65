import { useSyncExternalStore } from 'react'

export type ThemeChoice = 'auto' | 'light' | 'dark'
const slot = 'theme'
const listeners = new Set<() => void>()
const prefersDark = matchMedia('(prefers-color-scheme: dark)')

/** What the reader chose; auto follows the device. */
export function themeChoice(): ThemeChoice {
  const kept = localStorage.getItem(slot)
  return kept === 'light' || kept === 'dark' ? kept : 'auto'
}

/** Keeps the choice on this device and paints it. */
export function chooseTheme(choice: ThemeChoice) {
  if (choice === 'auto') localStorage.removeItem(slot)
  else localStorage.setItem(slot, choice)
  paintTheme()
  for (const listener of listeners) listener()
}

/** Puts the choice on the document, before the first paint. */
export function paintTheme() {
  const choice = themeChoice()
  if (choice === 'auto') delete document.documentElement.dataset['theme']
  else document.documentElement.dataset['theme'] = choice
}

/** True when the page is dark now. */
export function useDark(): boolean {
  return useSyncExternalStore(subscribe, () => {
    const choice = themeChoice()
    return choice === 'auto' ? prefersDark.matches : choice === 'dark'
  })
}

function subscribe(listener: () => void) {
  listeners.add(listener)
  prefersDark.addEventListener('change', listener)
  return () => {
    listeners.delete(listener)
    prefersDark.removeEventListener('change', listener)
  }
}
