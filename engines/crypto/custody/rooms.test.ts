import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { openDatabase } from '#kernel/database'
import { keeper as keeperRoom, type Keeper } from '#kernel/keeper'
import { Rooms } from '#kernel/room'
import { systems } from '#systems'
import { openCity } from '#testing'
import { leaveCluster } from '#testing/cluster'
import { faults } from '../faults.ts'
import { withinQuota, type Application } from './application.ts'
import { revocations } from './authority.ts'
import { keyFor } from './key.ts'

after(leaveCluster)

test('what one city has in hand, has let in and has signed is nothing to another city in the process', async () => {
  const city = await openCity(systems)
  const { database, rooms } = city.house
  const elsewhere = openDatabase(city.home.url as string, new Rooms())
  try {
    const officer = await city.officer('city-culture-tourism-bureau', ['crypto-officer'])
    const authority = await city.officer('city-data-bureau', ['crypto-authority'])
    const { id: application } = await officer.asks('POST', '/api/crypto/applications', { name: '借阅系统' })
    const keys = `/api/crypto/applications/${application}/keys`
    const { id: key } = await officer.asks('POST', keys, { name: '读者号码', algorithm: 'sm4-gcm' })
    await authority.asks('POST', '/api/crypto/authorities', { algorithm: 'sm2-sm3' })
    const keeper = rooms.get(keeperRoom)

    const asked = { key, purpose: 'encrypt' } as const
    await keyFor(database, keeper, application, asked)
    const closed: Keeper = {
      ...keeper,
      unwrap: async (_wrapped, _bound, master) => {
        throw faults['master-not-here']({ master })
      },
    }
    await keyFor(database, closed, application, asked)
    await assert.rejects(keyFor(elsewhere, closed, application, asked), { code: 'crypto/master-not-here' })

    const now = city.clock.now()
    const quota = { id: application, dailyCalls: 1, dailyBytes: 100, calls: 0, bytes: 0 } as Application
    const used = async () => 'used'
    assert.equal(await withinQuota(database, quota, 1, now, used), 'used')
    await assert.rejects(withinQuota(database, quota, 1, now, used), { code: 'crypto/quota-used-up' })
    assert.equal(await withinQuota(elsewhere, quota, 1, now, used), 'used')

    const later = new Date(now.getTime() + 1000)
    const list = await revocations(database, keeper, 'sm2-sm3', now)
    assert.deepEqual(await revocations(database, keeper, 'sm2-sm3', later), list, 'kept')
    assert.notDeepEqual(await revocations(elsewhere, keeper, 'sm2-sm3', later), list, 'signed by itself')
  } finally {
    await elsewhere.close()
    await city.house.close()
  }
})
