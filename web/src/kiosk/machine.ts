import { queryOptions, useQuery } from '@tanstack/react-query'
import type { KioskMachine } from '../../../platform/manifest.ts'
import { get, Refusal, send } from '../shell/api.ts'

/** This machine; null where the device is none. */
export const thisMachine = queryOptions({
  queryKey: ['kiosk', 'machine'],
  staleTime: 5 * 60_000,
  queryFn: async ({ signal }): Promise<KioskMachine | null> => {
    try {
      return await get<KioskMachine>('/kiosk', signal)
    } catch (error) {
      if (error instanceof Refusal && error.problem.status === 401) return null
      throw error
    }
  },
})

const beatEvery = 30_000
/** What this page was built as: the name of its script. */
const version = () =>
  /index-([\w-]+)\.js/.exec(document.querySelector('script[type=module]')?.getAttribute('src') ?? '')?.[1] ?? 'dev'

/** Says every half minute that the machine is there. @returns whether the city is reached */
export function useBeat(machine: KioskMachine | null | undefined): boolean {
  const beat = useQuery({
    queryKey: ['kiosk', 'beat'],
    enabled: Boolean(machine),
    refetchInterval: beatEvery,
    refetchIntervalInBackground: true,
    retry: false,
    queryFn: () => send('POST', '/kiosk/beats', { version: version() }),
  })
  return !beat.error
}
