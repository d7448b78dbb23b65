import { queryClient, session } from './queries.ts'

/** What this device keeps for the person who reads; null when it keeps nothing under this name, or cannot be asked. */
export function kept<Value>(name: string): Value | null {
  try {
    const words = localStorage.getItem(slot(name))
    return words ? (JSON.parse(words) as Value) : null
  } catch {
    return null
  }
}

/** Keeps a value for the person who reads, or forgets it when it is null. */
export function keeps(name: string, value: unknown) {
  try {
    if (value === null) localStorage.removeItem(slot(name))
    else localStorage.setItem(slot(name), JSON.stringify(value))
  } catch {
    return
  }
}

function slot(name: string): string {
  return `${queryClient.getQueryData(session.queryKey)?.person.id ?? 'visitor'}:${name}`
}
