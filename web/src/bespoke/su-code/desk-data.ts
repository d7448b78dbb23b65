import { queryOptions } from '@tanstack/react-query'
import { get } from '../../shell/api.ts'

export interface ScannerLine {
  id: string
  name: string
  purpose: string
  seenAt: string | null
  today: number
}

export interface PurposeLine {
  name: string
  title: string
  basis: string
  consent: 'asked' | 'shown'
  gives: string[]
}

/** The devices of the reader's agency, and what devices may be for. */
export const scanners = queryOptions({
  queryKey: ['code', 'scanners'],
  queryFn: ({ signal }) => get<{ rows: ScannerLine[]; purposes: PurposeLine[] }>('/code/scanners', signal),
})

export interface IssuedLine {
  id: string
  kind: string
  holderName: string
  until: string
  at: string
}

/** The cards in force that the reader's agency has issued. */
export const issuedPage = (after: string | null) =>
  get<{ rows: IssuedLine[]; next: string | null; kinds: { name: string; title: string }[] }>(
    `/code/issued${after ? `?after=${after}` : ''}`,
  )
