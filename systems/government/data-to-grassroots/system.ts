import { defineSystem } from '#platform'
import { provincialHub } from './connections.ts'
import { returned, throughTheProvince } from './indicators.ts'
import { pages } from './pages.ts'
import { returnedRecord, returnSubscription } from './registers.ts'
import { connectionKeeper, dataReturnLeader, returnReader } from './roles.ts'

/** What is done here for other levels, and what they give back, straight to the place that it is about. */
export default defineSystem('data-to-grassroots', {
  title: '数据直达基层',
  owner: 'city-data-bureau',
  parts: [
    ...[provincialHub, returnedRecord, returnSubscription, returned, throughTheProvince],
    ...[connectionKeeper, returnReader, dataReturnLeader],
  ],
  pages,
})
