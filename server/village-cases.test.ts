import assert from 'node:assert/strict'
import { test } from 'node:test'
import { optional, text } from '#kernel/field'
import { defineSystem } from '#kernel/system'
import { defineCase } from '#engines/case'
import { agency, defineRole, may, region } from '#engines/identity'
import { defineRegister, nearest } from '#engines/register'
import { openCity } from '#testing'

const call = defineRegister('village-call', {
  title: '求助',
  naming: 'topic',
  place: 'at',
  fields: { topic: text('事项'), at: region('地点'), committee: optional(agency('村、居委会')) },
  defaults: { committee: nearest(['village-committee', 'residents-committee'], 'at') },
})
const visit = defineCase('village-visit', {
  title: '上门',
  subject: call,
  opensOn: 'created',
  holder: 'committee',
  initial: 'asked',
  states: {
    asked: { title: '待上门', actions: { visit: { title: '已上门', to: 'done' } } },
    done: { title: '办结', final: true },
  },
})
const cadre = defineRole('village-cadre', { title: '村干部', grants: [may(visit, ['read', 'visit'], 'own-agency')] })
const town = defineRole('village-town', { title: '镇办', grants: [may(visit, ['read'], 'own-area')] })
const hotline = defineRole('village-hotline', { title: '热线', grants: [may(call, ['read', 'create'], 'all')] })
const system = defineSystem('village-calls', {
  title: '求助',
  owner: 'city-civil-affairs-bureau',
  parts: [call, visit, cadre, town, hotline],
  pages: [],
})

test('a case goes to the committee of the village where it happened: its officer ends it, the town sees it, the next village does not', async () => {
  const city = await openCity([system])
  try {
    const taker = await city.officer('city-civil-affairs-bureau', ['village-hotline'])
    const here = await city.officer('village-320902001201', ['village-cadre'])
    const there = await city.officer('village-320902001001', ['village-cadre'])
    const above = await city.officer('town-320902001', ['village-town'])
    await taker.asks('POST', '/api/registers/village-call', { topic: '屋顶漏雨', at: '320902001201' })
    const [held, ...more] = await here.cases(visit)
    assert.deepEqual([held?.agency, held?.region, more.length], ['village-320902001201', '320902001201', 0])
    assert.deepEqual([(await there.cases(visit)).length, (await above.cases(visit)).length], [0, 1])
    await here.does(visit, held?.id as string, 'visit', {})
    assert.equal((await above.cases(visit))[0]?.state, 'done')
  } finally {
    await city.house.close()
  }
})
