import { useSyncExternalStore } from 'react'

export type ThemeChoice = 'auto' | 'light' | 'dark'
/** The choices in words. */
export const themes: [ThemeChoice, string][] = [
  ['auto', '跟随系统'],
  ['light', '浅色'],
  ['dark', '深色'],
]
const slot = 'theme'
const listeners = new Set<() => void>()
const prefersDark = matchMedia('(prefers-color-scheme: dark)')

/** What the reader chose, which public/theme.js put on the page; auto follows the device. */
export function themeChoice(): ThemeChoice {
  const painted = document.documentElement.dataset['theme']
  return painted === 'light' || painted === 'dark' ? painted : 'auto'
}

/** Paints the choice and keeps it on this device; where nothing can be kept it holds until the page is left. */
export function chooseTheme(choice: ThemeChoice) {
  paint(choice)
  try {
    if (choice === 'auto') localStorage.removeItem(slot)
    else localStorage.setItem(slot, choice)
  } catch {
    return
  }
}

/** True when the page is dark now. */
export function useDark(): boolean {
  return useSyncExternalStore(subscribe, () => {
    const choice = themeChoice()
    return choice === 'auto' ? prefersDark.matches : choice === 'dark'
  })
}

function paint(choice: string | null) {
  if (choice === 'light' || choice === 'dark') document.documentElement.dataset['theme'] = choice
  else delete document.documentElement.dataset['theme']
  for (const listener of listeners) listener()
}

/** Another tab of the same person chose. */
addEventListener('storage', (event) => {
  if (event.key === slot) paint(event.newValue)
})

function subscribe(listener: () => void) {
  listeners.add(listener)
  prefersDark.addEventListener('change', listener)
  return () => {
    listeners.delete(listener)
    prefersDark.removeEventListener('change', listener)
  }
}
