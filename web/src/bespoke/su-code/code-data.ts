import { queryOptions } from '@tanstack/react-query'
import { get } from '../../shell/api.ts'

/** What a scanner asks of a holder: `gives` are the titles of what would be told. */
export interface Ask {
  id: string
  agency: string
  place: string
  until: string
  title: string
  basis: string
  gives: string[]
}

/** One scan of the holder's own code, as `GET /code/record` tells it. */
export interface Shown {
  id: string
  at: string
  agency: string
  place: string
  title: string
  offline: boolean
  /** The titles of what was told; empty when nothing was. */
  gave: string[]
  /** Who held the phone. */
  by: string | null
  forAnother: boolean
  state: ScanState
}

export type ScanState = 'asked' | 'given' | 'refused' | 'over'

/** A card on the holder's own code. */
export interface HeldCard {
  id: string
  title: string
  agency: string
  number: string
  until: string
}

const outcomes: Record<ScanState, string> = {
  given: '已提供',
  refused: '未同意',
  over: '已过时未答',
  asked: '等待答复',
}

/** The outcome of a scan in words; without a network a code is only verified, and nothing is told. */
export const outcomeWords = ({ state, offline }: { state: ScanState; offline: boolean }): string =>
  offline && state === 'given' ? '已核验' : outcomes[state]

const asksEveryMs = 2000

/** What waits for the holder's answer, and the last scan of a minute; asked again while the page is looked at. */
export const asks = queryOptions({
  queryKey: ['code', 'asks'],
  queryFn: async ({ signal }) => {
    const { now, scanned, rows } = await get<{ now: string; scanned: string | null; rows: Ask[] }>('/code/asks', signal)
    return { ahead: Date.parse(now) - Date.now(), scanned, rows }
  },
  ...{ retry: false, staleTime: 0, gcTime: 0, refetchInterval: asksEveryMs },
})

export const heldCards = queryOptions({
  queryKey: ['code', 'cards'],
  gcTime: 0,
  queryFn: async ({ signal }) => (await get<{ rows: HeldCard[] }>('/code/cards', signal)).rows,
})
