import type { Thread } from '#kernel/engine'

/** Work that goes on until it is told to end, in this thread. */
export function openGoing(): Thread & { end: () => void } {
  const ended = Promise.withResolvers<void>()
  let going = true
  return {
    going: () => going,
    pause: async (ms, woken) => {
      const waited = Promise.withResolvers<void>()
      const timer = setTimeout(waited.resolve, ms)
      await Promise.race([waited.promise, ended.promise, ...(woken ? [woken] : [])])
      clearTimeout(timer)
    },
    end: () => {
      going = false
      ended.resolve()
    },
  }
}
