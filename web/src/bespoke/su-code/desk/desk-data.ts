import { queryOptions } from '@tanstack/react-query'
import { get } from '../../../shell/api.ts'
import { queryClient } from '../../../shell/queries.ts'

interface Purpose {
  name: string
  title: string
  basis: string
  consent: 'asked' | 'shown'
  /** The titles of what its scanner is told. */
  gives: string[]
}

/** A device in use, with how often it scanned today. */
export interface ScannerLine {
  id: string
  name: string
  purpose: string
  at: string
  seenAt: string | null
  today: number
}

/** A card in force; its number is not told. */
export interface CardLine {
  id: string
  kind: string
  holderName: string
  until: string
  at: string
}

export interface CardSlice {
  rows: CardLine[]
  next: string | null
  kinds: { name: string; title: string }[]
}

/** The agency's devices, and what a device may be for. */
export const scanners = queryOptions({
  queryKey: ['code', 'scanners'],
  queryFn: ({ signal }) => get<{ rows: ScannerLine[]; purposes: Purpose[] }>('/code/scanners', signal),
})

/** The key under which the agency's cards are cached. */
export const issued = ['code', 'issued']

/** Reads anew what the agency's devices and cards are. */
export const renewCode = () => queryClient.invalidateQueries({ queryKey: ['code'] })
