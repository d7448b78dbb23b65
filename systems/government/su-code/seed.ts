import { issued, type SeedAct } from '#platform'
import { readerCard } from './codes.ts'

/** Two readers of a library. */
export const seed: SeedAct[] = [
  issued('2024-08-23', 'wenlv', readerCard, [
    { holder: 'lihua', number: 'YCTSG-0081726', until: '2026-12-31' },
    { holder: 'chenxiuying', number: 'YCTSG-0004513', until: '2025-06-30' },
  ]),
]
