import { offsetClock, worldClock } from '#kernel/clock'
import { systems } from '#systems'
import { city } from '#city'
import { engines } from '../engines/index.ts'
import { defineOpener } from './opener.ts'

/**
 * Yancheng, with every system that runs.
 * @param given how far its clock is from the world's, in milliseconds; null for a city that keeps the world's time
 */
export const yancheng = defineOpener(import.meta.url, 'yancheng', ({ offset }: { offset: number | null }) => ({
  ...{ systems, engines, city },
  clock: offset === null ? worldClock() : offsetClock(offset),
}))
