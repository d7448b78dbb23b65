import assert from 'node:assert/strict'
import { test } from 'node:test'
import { daysBetween, plusDays } from '#kernel/clock'
import fc from 'fast-check'
import { firstOf, lastOf, nextOf, type Every } from './period.ts'

const every = fc.constantFrom<Every>('week', 'month', 'quarter', 'year')
const day = fc.integer({ min: 0, max: 20_000 }).map((after) => plusDays('1999-12-25', after))

test('law: every day lies in one period, the next begins the day after the last, and none is skipped', () => {
  fc.assert(
    fc.property(every, day, (one, today) => {
      const [first, last, next] = [firstOf(one, today), lastOf(one, today), nextOf(one, today)]
      assert.ok(first <= today && today <= last && last < next)
      assert.equal(daysBetween(last, next), 1)
      assert.equal(firstOf(one, last), first)
      assert.equal(firstOf(one, next), next)
    }),
  )
})

test('weeks begin on Monday, quarters in January, April, July and October', () => {
  assert.deepEqual([firstOf('week', '2024-09-01'), nextOf('week', '2024-09-01')], ['2024-08-26', '2024-09-02'])
  assert.deepEqual([firstOf('quarter', '2024-12-31'), lastOf('quarter', '2024-02-29')], ['2024-10-01', '2024-03-31'])
  assert.deepEqual([lastOf('month', '2024-02-10'), nextOf('year', '2024-12-31')], ['2024-02-29', '2025-01-01'])
})
