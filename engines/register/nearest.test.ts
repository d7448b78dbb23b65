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
    town: optional(agency('镇、街道')),
    committee: optional(agency('村、居委会')),
  },
  defaults: {
    bureau: nearest('civil-affairs-bureau', 'livesAt'),
    unit: nearest('government', 'livesAt'),
    town: nearest(['town-government', 'street-office'], 'livesAt'),
    committee: nearest(['village-committee', 'residents-committee'], 'livesAt'),
  },
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
      const { bureau, unit, town, committee } = await officer.asks('POST', '/api/registers/nearby-request', {
        topic: '临时救助',
        livesAt,
      })
      assert.equal(unit, null)
      return [bureau, town, committee]
    }
    const street = 'town-320902001'
    assert.deepEqual(await served('320902001201'), ['tinghu-civil-affairs-bureau', street, 'village-320902001201'])
    assert.deepEqual(await served('320902001'), ['tinghu-civil-affairs-bureau', street, null])
    // A street that a zone governs, although its county's number stands before it.
    assert.deepEqual(await served('320902050'), ['yannan-civil-affairs-bureau', 'town-320902050', null])
    assert.deepEqual(await served('320971001'), ['etdz-civil-affairs-bureau', 'town-320971001', null])
    // A farm has neither a town's government nor a street's office, and no other place's is guessed.
    assert.deepEqual(await served('320981401500'), [...['dongtai-civil-affairs-bureau', null], 'village-320981401500'])
    // The city has none of these kinds, and nobody below it is guessed.
    assert.deepEqual(await served('3209'), [null, null, null])
  } finally {
    await city.house.close()
  }
})
