import { queryOptions } from '@tanstack/react-query'
import { get, send } from '../../shell/api.ts'

/** A batch of codes, one a slot, and the server's clock against this device's. */
export interface Codes {
  every: number
  lives: number
  as: string
  codes: { from: string; text: string }[]
  /** How far the server's clock is ahead of this device's, in milliseconds. */
  ahead: number
}

/** Takes the codes of the next minutes; they live in this page alone. */
export async function takeCodes(): Promise<Codes> {
  const { now, ...batch } = await send<Omit<Codes, 'ahead'> & { now: string }>('POST', '/code/codes')
  return { ...batch, ahead: Date.parse(now) - Date.now() }
}

export interface Ask {
  id: string
  title: string
  basis: string
  gives: string[]
  agency: string
  place: string
  /** By this device's clock, in milliseconds. */
  until: number
}

/** What waits for the reader's answer. */
export const asks = queryOptions({
  queryKey: ['code', 'asks'],
  staleTime: 0,
  refetchInterval: 2000,
  queryFn: async ({ signal }) => {
    const { now, rows } = await get<{ now: string; rows: (Omit<Ask, 'until'> & { until: string })[] }>(
      '/code/asks',
      signal,
    )
    const ahead = Date.parse(now) - Date.now()
    return rows.map((ask) => ({ ...ask, until: Date.parse(ask.until) - ahead }))
  },
})

export interface Shown {
  id: string
  at: string
  agency: string
  place: string
  title: string
  state: 'asked' | 'given' | 'refused' | 'over'
  offline: boolean
  gave: string[]
  by: string | null
  forAnother: boolean
}

export const recordPage = (after: string | null) =>
  get<{ rows: Shown[]; next: string | null }>(`/code/record${after ? `?after=${after}` : ''}`)

export interface HeldCard {
  id: string
  title: string
  agency: string
  number: string
  until: string
}

export const cards = queryOptions({
  queryKey: ['code', 'cards'],
  queryFn: async ({ signal }) => (await get<{ rows: HeldCard[] }>('/code/cards', signal)).rows,
})

export const outcomes: Record<Shown['state'], string> = {
  asked: '等待答复',
  given: '已提供',
  refused: '未同意',
  over: '过时未答，没有提供',
}
