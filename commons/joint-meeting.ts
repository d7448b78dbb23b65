import { defineRegister, field } from '#platform'

/**
 * The joint meeting of the digital city: documents give it work as "各成员单位" and do not list the members.
 * Its convenor holds what is given to all until the roster is confirmed.
 */
export const jointMeeting = { phrase: '联席会议各成员单位', convenor: 'city-data-bureau' } as const

/** Members of the joint meeting, which plans do not list; its secretary keeps the roster. */
export const rosterMember = defineRegister('roster-member', {
  title: '联席会议成员单位',
  naming: 'duty',
  fields: {
    member: field.agency('成员单位'),
    duty: field.text('职责'),
    standing: field.choice('状态', { proposed: '拟列入', confirmed: '已确认', left: '已退出' }),
  },
  unique: [['member']],
  filters: ['standing', 'member'],
  sorts: ['standing'],
  amends: ['duty', 'standing'],
})
