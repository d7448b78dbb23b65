import type { Database } from '#kernel/database'
import { publish } from '#kernel/event'
import type { Keeper, WrappedPlace } from '#kernel/keeper'

/**
 * Wraps every secret anew under the master key of now, some at a time; stopped, it goes on where it was. Each step is whole
 * or not at all, so that every secret opens under one of the two keys at any moment.
 * @param owner the database as its owner, who alone may change what is only ever added to
 * @throws crypto/master-not-here when a secret lies under a key that is neither the one of now nor the one before
 */
export async function rewrap(
  owner: Database,
  keeper: Keeper,
  places: readonly WrappedPlace[],
  now: () => Date,
  tell: (title: string, done: number) => void = () => {},
): Promise<number> {
  let all = 0
  for (const { title, step } of places) {
    let done = 0
    for (;;) {
      const turned = await owner.write({ all: 'on' }, (tx) => step(tx, keeper))
      if (turned === 0) break
      done += turned
      tell(title, done)
    }
    all += done
  }
  if (all > 0)
    await owner.write({ all: 'on' }, (tx) =>
      publish(tx, {
        ...{ kind: 'crypto.wrapped-anew', actor: 'platform', subject: `crypto-master:${keeper.master}`, at: now() },
        about: { secrets: all },
      }),
    )
  return all
}
