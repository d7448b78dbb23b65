import { kept, keeps } from '../kept.ts'

/** What this person last looked for on this device, newest first. */
export function recentSearches(): string[] {
  const words = kept<string[]>('searched')
  return Array.isArray(words) ? words.filter((one) => typeof one === 'string') : []
}

/** Notes a search that led somewhere; eight are kept. */
export function noteSearch(words: string) {
  const sought = words.trim()
  if (sought) keeps('searched', [sought, ...recentSearches().filter((one) => one !== sought)].slice(0, 8))
}

/** Forgets them all. */
export function forgetSearches() {
  keeps('searched', null)
}
