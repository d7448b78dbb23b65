import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setImmediate as turn } from 'node:timers/promises'
import fc from 'fast-check'
import { combine } from './lane.ts'

test('law: every request gets its own answer or its own error, once, whatever is poisoned', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.constantFrom('good', 'refused', 'poison'), { maxLength: 60 }),
      fc.integer({ min: 1, max: 9 }),
      async (kinds, most) => {
        const ran: number[] = []
        const lane = combine<{ i: number; kind: string }, number>(
          async (batch) => {
            await turn()
            if (batch.some((q) => q.kind === 'poison')) throw new Error(`poison among ${batch.length}`)
            ran.push(...batch.map((q) => q.i))
            return batch.map((q) => (q.kind === 'refused' ? new Error(`no ${q.i}`) : q.i))
          },
          { most },
        )
        const answers = await Promise.allSettled(kinds.map((kind, i) => lane({ i, kind })))
        answers.forEach((answer, i) => {
          if (kinds[i] === 'good') assert.deepEqual(answer, { status: 'fulfilled', value: i })
          else assert.equal(answer.status, 'rejected')
        })
        assert.deepEqual(
          ran.toSorted((a, b) => a - b),
          kinds.flatMap((kind, i) => (kind === 'poison' ? [] : [i])),
        )
      },
    ),
    { numRuns: 50 },
  )
})

test('what arrives while a batch is in flight departs together', async () => {
  const sizes: number[] = []
  const lane = combine<number, number>(
    async (batch) => {
      sizes.push(batch.length)
      await turn()
      return batch
    },
    { lanes: 1 },
  )
  await Promise.all(Array.from({ length: 10 }, (_, i) => lane(i)))
  assert.deepEqual(sizes, [10])
})
