import type { EventWords } from '#kernel/event'

/** What happens to people, posts and mandates. */
export const events: EventWords = {
  of: 'desk',
  subjects: {
    person: '用户',
    position: '岗位',
    organisation: '法人',
    mandate: '委托授权',
    client: '接入应用',
    agency: '单位',
  },
  kinds: {
    'person.verified': '核验身份',
    'person.vouched': '由别的平台确认身份',
    'position.appointed': '任职',
    'position.ended': '免职或离任',
    'organisation.registered': '登记法人',
    'mandate.granted': '授权',
    'mandate.ended': '终止授权',
    'client.registered': '登记接入应用',
    'client.ended': '注销接入应用',
    'agency.added': '登记单位',
    'agency.renamed': '改单位名称',
    'factor.added': '加装登录验证',
    'factor.removed': '撤下登录验证',
  },
}
