import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import * as clock from './index.ts'

test('a make-up Saturday is a working day and National Day is not', () => {
  assert.equal(clock.isWorkingDay('2024-10-12'), true)
  assert.equal(clock.isWorkingDay('2024-10-01'), false)
})

test('five working days from the eve of National Day skip the holiday and count the make-up Saturday', () => {
  assert.deepEqual(clock.workingDaysAfter('2024-09-30', 5), { day: '2024-10-12', provisional: false })
})

test('a due day past the published calendar says that it is provisional', () => {
  assert.equal(clock.workingDaysAfter('2026-12-30', 5).provisional, true)
})

test('the last calendar day of a month, leap years too', () => {
  assert.equal(clock.lastDayOf('2024-08'), '2024-08-31')
  assert.equal(clock.lastDayOf('2024-02'), '2024-02-29')
})

test('the city day changes at four in the afternoon, world time', () => {
  assert.equal(clock.dayOf(new Date('2024-11-20T15:59:59Z')), '2024-11-20')
  assert.equal(clock.dayOf(new Date('2024-11-20T16:00:00Z')), '2024-11-21')
  assert.equal(clock.endOf('2024-11-20').toISOString(), '2024-11-20T15:59:59.999Z')
})

const day = fc.integer({ min: 0, max: 8000 }).map((n) => clock.plusDays('2005-01-01', n))

test('law: a due day is a working day, after its start, and counts back to the same number', () => {
  fc.assert(
    fc.property(day, fc.integer({ min: 1, max: 60 }), (from, days) => {
      const due = clock.workingDaysAfter(from, days).day
      assert.ok(clock.isWorkingDay(due) && due > from)
      assert.equal(clock.workingDaysLeft(from, due), days)
    }),
  )
})

test('law: once a day has passed, what is left is negative', () => {
  fc.assert(
    fc.property(day, fc.integer({ min: 1, max: 400 }), (due, past) =>
      assert.ok(clock.workingDaysLeft(clock.plusDays(due, past), due) < 0),
    ),
  )
})

test('law: what is left is what one counts day by day, across years and either way', () => {
  fc.assert(
    fc.property(day, fc.integer({ min: -1000, max: 1000 }), (today, span) => {
      const due = clock.plusDays(today, span)
      const [first, last] = span >= 0 ? [clock.plusDays(today, 1), due] : [due, clock.plusDays(today, -1)]
      let open = 0
      for (let one = first; one <= last; one = clock.plusDays(one, 1)) if (clock.isWorkingDay(one)) open += 1
      assert.equal(clock.workingDaysLeft(today, due), span >= 0 ? open : -open || -1)
    }),
    { numRuns: 60 },
  )
})
