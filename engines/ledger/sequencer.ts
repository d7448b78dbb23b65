import { isAway } from '#kernel/database'
import type { House, Thread } from '#kernel/engine'
import { anchor, ledgerAnchor } from './anchor.ts'
import { openArchive, openSequencer } from './archive.ts'
import { lookOn, rolling } from './rolling.ts'

/** Milliseconds between two looks for events that no checkpoint holds. */
const every = 300
/** Milliseconds until a look that failed is tried again. */
const afterFailure = 2000
/** Milliseconds between two checkpoints that are anchored elsewhere. */
const betweenAnchors = 60_000

/**
 * The log's own thread: takes events into the trees, signs, and asks the witnesses, beside whoever serves. A failure is
 * told on stderr, and the log tries again; nobody's act waits for it.
 */
export async function keepLedger(house: House, thread: Thread) {
  const now = () => new Date()
  const { sequence, finalise, keys } = openSequencer(house, now)
  const { archive } = openArchive(house)
  const chain = ledgerAnchor.of(house.settings.told)
  /** Ends the pause of whoever asks the witnesses: something was signed. */
  let wake = () => {}
  const signing = async () => {
    if ((await sequence()) > 0) wake()
  }
  let said = ''
  async function again(look: () => Promise<unknown>, rest = every, wakes = false) {
    while (thread.going()) {
      const failure = await look().then(
        () => undefined,
        (error: Error) => error,
      )
      const says = failure && !isAway(failure) ? failure.message : ''
      if (says && says !== said) console.error(failure)
      said = says
      const woken = wakes && !failure ? new Promise<void>((done) => (wake = done)) : undefined
      await thread.pause(failure ? afterFailure : rest, woken)
    }
  }
  await Promise.all([
    again(signing),
    again(finalise, every, true),
    again(async () => {
      const { over } = await lookOn(archive, now())
      if (over) await thread.pause(rolling.rest)
    }, rolling.every),
    ...(chain ? [again(() => anchor(house.database, chain, keys.origin, now()), betweenAnchors)] : []),
  ])
}
