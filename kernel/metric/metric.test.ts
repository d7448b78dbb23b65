import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { combine } from '#kernel/database'
import { Rooms } from '#kernel/room'
import { counter, exposition, gauge, histogram } from './index.ts'

const linesOf = async (name: string, rooms?: Rooms) =>
  (await exposition(rooms)).split('\n').filter((line) => line.includes(name))

test('counts and gauges are told with their labels, whatever stands in them', async () => {
  const count = counter('a_count', 'what is counted', ['of'])
  count({ of: 'one' })
  count({ of: 'one' }, 2)
  count({ of: 'a "quoted"\\\n word' })
  gauge('a_gauge', 'what is read', [], () => [[{}, 7]])
  assert.deepEqual(await linesOf('a_count'), [
    '# HELP a_count what is counted',
    '# TYPE a_count counter',
    'a_count{of="one"} 3',
    'a_count{of="a \\"quoted\\"\\\\\\n word"} 1',
  ])
  assert.deepEqual(await linesOf('a_gauge'), ['# HELP a_gauge what is read', '# TYPE a_gauge gauge', 'a_gauge 7'])
})

test('what two cities of one process count is counted for each', async () => {
  const [one, other] = [new Rooms(), new Rooms()]
  const lanes = [one, other].map((rooms) => combine<number, number>(async (batch) => batch, { name: 'a-lane', rooms }))
  await Promise.all([1, 2, 3].map((n) => lanes[0]?.(n)))
  await lanes[1]?.(1)
  const sums = async (rooms: Rooms) => linesOf('city_lane_batch_size_sum{lane="a-lane"}', rooms)
  assert.deepEqual(await sums(one), ['city_lane_batch_size_sum{lane="a-lane"} 3'])
  assert.deepEqual(await sums(other), ['city_lane_batch_size_sum{lane="a-lane"} 1'])
})

test('what cannot be read is left out and counted', async () => {
  gauge('an_away', 'what is away', [], () => Promise.reject(new Error('away')))
  assert.deepEqual(await linesOf('an_away'), [])
  assert.equal((await linesOf('city_unread_metrics')).at(-1), 'city_unread_metrics 1')
  gauge('an_away', 'what is back', [], () => [[{}, 1]])
  assert.equal((await linesOf('city_unread_metrics')).at(-1), 'city_unread_metrics 0')
})

test('law: a bucket counts the values that are not above its bound, and the last counts them all', async () => {
  const bounds = [0.5, 1, 10]
  await fc.assert(
    fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 1, maxLength: 50 }), async (values) => {
      const rooms = new Rooms()
      const watch = histogram('a_spread', 'how it is spread', ['at'], bounds, rooms)
      for (const value of values) watch({ at: 'x' }, value)
      const number = async (start: string) =>
        Number(
          (await linesOf(start, rooms))
            .find((line) => line.startsWith(start))
            ?.split(' ')
            .at(-1),
        )
      for (const bound of bounds)
        assert.equal(
          await number(`a_spread_bucket{le="${bound}",at="x"}`),
          values.filter((value) => value <= bound).length,
        )
      assert.equal(await number('a_spread_bucket{le="+Inf",at="x"}'), values.length)
      assert.equal(await number('a_spread_count{at="x"}'), values.length)
      assert.equal(
        await number('a_spread_sum{at="x"}'),
        values.reduce((sum, value) => sum + value, 0),
      )
    }),
    { numRuns: 40 },
  )
})
