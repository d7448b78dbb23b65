/** The shortest example of every word for data under contracts; `docs/words.md` is read off them. */
import { defineRegister, defineRole, defineSharing, field, may } from '#platform'

const contract = defineRegister('reading-contract', {
  title: '馆际数据协议',
  naming: 'title',
  owner: 'consumer',
  fields: {
    title: field.text('用来做什么'),
    consumer: field.agency('哪个馆用'),
    origin: field.text('哪份数据'),
    key: field.text('按什么查'),
    way: field.choice('怎样用', { query: '查询', verify: '核验' }),
    quota: field.integer('每天最多', { max: 1000 }),
    until: field.date('用到哪天'),
    standing: field.choice('状态', { live: '生效', ended: '终止' }),
    stopped: field.optional(field.text('暂停的原因')),
  },
})
const item = defineRegister('reading-contract-field', {
  title: '协议里的数据项',
  naming: 'title',
  under: 'contract',
  fields: {
    contract: field.record('协议', contract),
    title: field.text('名称'),
    name: field.text('英文名'),
    masked: field.yesNo('遮盖'),
  },
})

// defineSharing
export const lending = defineSharing('library-sharing', {
  title: '馆际数据共享',
  of: contract,
  lets: { of: item, name: 'name', masked: 'masked' },
  live: { field: 'standing', is: ['live'] },
  says: {
    ...{ origin: 'origin', key: 'key', way: 'way', until: 'until' },
    ...{ quota: 'quota', consumer: 'consumer', stopped: 'stopped' },
  },
  abuse: [{ says: '反复查同一个人', holds: ({ sameKey }) => sameKey > 5 }],
})

export const librarian = defineRole('sharing-librarian', {
  title: '馆员',
  grants: [may(lending, ['call'], 'own-agency')],
})
