import { useSyncExternalStore } from 'react'
import type { AgencyFace } from '../../../platform/manifest.ts'
import { get } from './api.ts'

/** Ids that one question names at the most; the server answers a hundred. */
const atOnce = 100

/** Names that the first list has not, of towns and villages, kept as long as the page stays; null for what is no agency. */
const known = new Map<string, string | null>()
const wanted = new Set<string>()
const listeners = new Set<() => void>()
let answers = 0

/** What an agency beyond the first list is called; undefined until it is known. Those that one drawing names are asked for together. */
export function lateName(id: string): string | null | undefined {
  const name = known.get(id)
  if (name !== undefined || wanted.has(id)) return name
  if (wanted.size === 0) setTimeout(() => void ask())
  wanted.add(id)
  return undefined
}

async function ask() {
  const ids = [...wanted].slice(0, atOnce)
  try {
    const found = await get<AgencyFace[]>(`/agencies?ids=${ids.map(encodeURIComponent).join(',')}`)
    for (const id of ids) known.set(id, found.find((one) => one.id === id)?.name ?? null)
  } catch {
    // What was not answered is asked for again when it is next drawn.
    wanted.clear()
    return
  }
  for (const id of ids) wanted.delete(id)
  if (wanted.size > 0) setTimeout(() => void ask())
  answers += 1
  for (const listener of listeners) listener()
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Draws anew whenever late names come. */
export const useLateNames = () => useSyncExternalStore(subscribe, () => answers)
