import { queryClient, session } from '../shell/queries.ts'

type Values = Record<string, unknown>

/** What was typed and not yet sent, kept on this device for the person who typed it. */
export function readDraft(name: string): Values | null {
  try {
    const kept = localStorage.getItem(slot(name))
    return kept ? (JSON.parse(kept) as Values) : null
  } catch {
    return null
  }
}

/** Keeps what is typed; a full or closed store only means that this draft is not kept. */
export function keepDraft(name: string, values: Values) {
  try {
    localStorage.setItem(slot(name), JSON.stringify(values))
  } catch {
    return
  }
}

/** Forgets a draft after it was sent or given up. */
export function dropDraft(name: string) {
  localStorage.removeItem(slot(name))
}

function slot(name: string): string {
  const reader = queryClient.getQueryData(session.queryKey)
  return `draft:${reader?.person.id ?? 'visitor'}:${name}`
}
