import assert from 'node:assert/strict'
import { test } from 'node:test'
import { rack } from '../testing/rack/index.ts'

test('killed at any moment, alone or with its database, the city has all it acknowledged, once and whole; the next start simply works', async () => {
  const told: string[] = []
  const { kills, acknowledged, work, violations } = await rack({
    times: 5,
    seed: 20241120,
    tells: (line) => void told.push(line),
  })
  assert.deepEqual(violations, [], told.join('\n'))
  assert.deepEqual(kills, { server: 1, database: 1, both: 1, start: 3, connection: 1 })
  assert.ok(acknowledged > 20, told.join('\n'))
  assert.ok(work > 0, told.join('\n'))
})
