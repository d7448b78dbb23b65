import { defineSharing } from '#platform'
import { agreedItem, agreement } from './registers.ts'

/** Data that agencies share with one another under agreements. */
export const agencySharing = defineSharing('agency-sharing', {
  title: '部门数据共享',
  of: agreement,
  lets: { of: agreedItem, name: 'name', masked: 'masked' },
  live: { field: 'standing', is: ['live'] },
  says: {
    ...{ origin: 'origin', key: 'keyName', way: 'way', until: 'until' },
    ...{ quota: 'quota', consumer: 'consumer', stopped: 'stopped' },
  },
  abuse: [
    { says: '一天内反复查同一个人', holds: ({ sameKey }) => sameKey > 5 },
    { says: '十分钟内连着查了三十多个人', holds: ({ keys }) => keys > 30 },
    { says: '下班以后查了十多次', holds: ({ atNight }) => atNight > 10 },
    { says: '一小时内十多次协议外的调用', holds: ({ refused }) => refused > 10 },
  ],
})
