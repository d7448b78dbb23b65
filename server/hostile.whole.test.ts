import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { leaveCluster } from '#testing/cluster'
import { harass } from '../testing/rack/hostile.ts'

after(leaveCluster)

test('whatever anybody asks of any operation, it is never an error of the house, and the answer is one that is declared', async () => {
  const chance = 20241120
  const { asked, operations, answers, violations } = await harass({ chance, each: 6 })
  assert.deepEqual(violations, [], `to repeat: npm run hostile -- --times ${asked} --seed ${chance}`)
  assert.ok(asked > 5 * operations, `${asked} requests to ${operations} operations`)
  for (const word of ['200', '202', '204', 'http/wrong-shape', 'http/not-json', 'register/not-found'])
    assert.ok((answers[word] ?? 0) > 0, `nothing was ever answered by ${word}`)
})
