import { awayIn, defineDuty, defineRegister, field, listedIn } from '#platform'

/** Which post answers for an agency's work in a domain: lines name posts, people come and go by appointment. */
export const responsibility = defineRegister('responsibility', {
  title: '责任矩阵',
  naming: 'post',
  owner: 'office',
  fields: {
    domain: field.choice('领域', {
      city: '数字盐城',
      economy: '数字经济',
      society: '数字社会',
      government: '数字政府',
    }),
    office: field.agency('承办单位'),
    rank: field.choice('责任', { deputy: '分管领导', main: '主要领导' }),
    postAt: field.agency('岗位所在单位'),
    post: field.text('岗位', { max: 50, help: '与任职时写的职务一致，如“副秘书长”；谁任这个职务，就由谁负责' }),
    standing: field.choice('状态', { current: '有效', withdrawn: '停用' }),
  },
  uniqueWhile: [{ fields: ['domain', 'office', 'rank'], field: 'standing', is: ['current'] }],
  columns: ['domain', 'office', 'rank', 'post', 'postAt', 'standing'],
  filters: ['domain', 'office', 'rank', 'standing'],
  sorts: ['office'],
  defaults: { standing: 'current' },
  amends: ['postAt', 'post', 'standing'],
})

/** Somebody in a post is away for some days; without somebody who acts for them, the line is broken meanwhile. */
export const absence = defineRegister('absence', {
  title: '外出请假',
  naming: 'post',
  owner: 'postAt',
  fields: {
    postAt: field.agency('单位'),
    post: field.text('岗位', { max: 50, help: '与任职时写的职务一致' }),
    from: field.date('从哪一天'),
    until: field.date('到哪一天（含）'),
    reason: field.choice('事由', { trip: '出差', training: '学习培训', leave: '休假', other: '其他' }),
  },
  inOrder: [['from', 'until']],
  columns: ['postAt', 'post', 'from', 'until', 'reason'],
  filters: ['postAt'],
  sorts: ['from', 'until'],
  amends: ['from', 'until', 'reason'],
})

const away = awayIn(absence, { postAt: 'postAt', post: 'post', from: 'from', until: 'until' })
const inMatrix = (rank: 'deputy' | 'main') =>
  listedIn(responsibility, {
    ...{ where: { rank, standing: 'current' }, agency: 'office', per: 'domain', postAt: 'postAt', post: 'post', away },
  })

/**
 * Who hears of work that falls behind, one step after the other: the agency's head, the leader who looks after it, the
 * leader above. The matrix says which leaders, agency by agency, over all domains in which it has lines; where it says
 * nobody, or nobody is in the post, whoever carries the duty by a role hears, and hears that it is vacant.
 */
export const agencyHead = defineDuty('agency-head', { title: '主要负责人', of: 'agency' })
export const deputyLeader = defineDuty('deputy-leader', {
  ...{ title: '分管领导', of: 'agency', listed: inMatrix('deputy') },
})
export const cityLeader = defineDuty('city-leader', { title: '主要领导', of: 'city', listed: inMatrix('main') })
