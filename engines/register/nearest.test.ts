import assert from 'node:assert/strict'
import { test } from 'node:test'
import { text } from '#kernel/field'
import { defineSystem } from '#kernel/system'
import { agency, defineRole, may, region } from '#engines/identity'
import { openCity } from '#testing'
import { defineRegister, nearest } from './index.ts'
import { optional } from '#kernel/field'

const request = defineRegister('nearby-request', {
  title: '救助申请',
  naming: 'topic',
  place: 'livesAt',
  fields: {
    topic: text('事项'),
    livesAt: region('住处'),
    bureau: optional(agency('受理民政局')),
    unit: optional(agency('所在地政府')),
  },
  defaults: { bureau: nearest('civil-affairs-bureau', 'livesAt'), unit: nearest('government', 'livesAt') },
})
const clerk = defineRole('nearby-clerk', { title: '经办人', grants: [may(request, ['read', 'create'], 'all')] })
const system = defineSystem('nearby-requests', {
  title: '救助',
  owner: 'city-civil-affairs-bureau',
  parts: [request, clerk],
  pages: [],
})

test('the agency that serves a place is the one of the smallest area around it that has one; of several none is guessed', async () => {
  const city = await openCity([system])
  try {
    const officer = await city.officer('city-civil-affairs-bureau', ['nearby-clerk'])
    const served = async (livesAt: string) => {
      const { bureau, unit } = await officer.asks('POST', '/api/registers/nearby-request', {
        topic: '临时救助',
        livesAt,
      })
      assert.equal(unit, null)
      return bureau
    }
    assert.equal(await served('320902001'), 'tinghu-civil-affairs-bureau')
    // A street that a zone governs, although its county's number stands before it.
    assert.equal(await served('320902050'), 'yannan-civil-affairs-bureau')
    assert.equal(await served('320971001'), 'etdz-civil-affairs-bureau')
    // The city has none of this kind, and nobody below it is guessed.
    assert.equal(await served('3209'), null)
  } finally {
    await city.house.close()
  }
})
