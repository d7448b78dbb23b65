import { histogram } from '#kernel/metric'
import type { Rooms } from '#kernel/room'

/**
 * Combines requests that arrive together: a batch is whatever came while the last one was in flight, so there is no
 * timer and a lone request waits for nobody. `run` answers in the order of the batch, each with an answer or an error
 * of its own. When a whole batch fails, its requests are run one by one, so a poisoned one hurts only itself.
 * @param name  of the lane, for whoever measures it
 * @param rooms of the city whose lane it is
 * @param most  largest batch
 * @param lanes batches in flight at once
 */
export function combine<Q, A>(
  run: (batch: Q[]) => Promise<(A | Error)[]>,
  {
    name = 'other',
    rooms,
    most = 128,
    lanes = 2,
  }: { name?: string; rooms?: Rooms; most?: number; lanes?: number } = {},
): (request: Q) => Promise<A> {
  const sizes = histogram(
    'city_lane_batch_size',
    'requests that went together',
    ['lane'],
    [1, 2, 4, 8, 16, 32, 64, 128],
    rooms,
  )
  interface Waiting {
    request: Q
    answer: (value: A) => void
    refuse: (error: unknown) => void
  }
  let queue: Waiting[] = []
  let flying = 0

  const settle = (batch: Waiting[], answers: (A | Error)[]) => {
    const wrong =
      answers.length !== batch.length && new Error(`a combined batch of ${batch.length} got ${answers.length} answers`)
    batch.forEach((waiting, i) => {
      const answer = wrong || (answers[i] as A | Error)
      if (answer instanceof Error) waiting.refuse(answer)
      else waiting.answer(answer)
    })
  }

  const fly = async (batch: Waiting[]) => {
    let answers: (A | Error)[]
    try {
      answers = await run(batch.map((waiting) => waiting.request))
    } catch (cause) {
      if (batch.length === 1) return batch[0]?.refuse(cause)
      for (const waiting of batch) await fly([waiting])
      return
    }
    settle(batch, answers)
  }

  const depart = () => {
    while (queue.length > 0 && flying < lanes) {
      const batch = queue.slice(0, most)
      queue = queue.slice(most)
      flying += 1
      sizes({ lane: name }, batch.length)
      void fly(batch).finally(() => {
        flying -= 1
        depart()
      })
    }
  }

  return (request) =>
    new Promise((answer, refuse) => {
      queue.push({ request, answer, refuse })
      if (queue.length === 1) queueMicrotask(depart)
    })
}

/**
 * Looks things up by a key: those that are asked for at one moment are one question, each key in it once.
 * @param find answers what there is, by key
 */
export const lookUp = <A>(
  find: (keys: string[]) => Promise<Iterable<readonly [key: string, A]>>,
  lane: { name: string; rooms: Rooms; lanes?: number },
) =>
  combine<string, A | undefined>(async (keys) => {
    const found = new Map(await find([...new Set(keys)]))
    return keys.map((key) => found.get(key))
  }, lane)
