import { defineFaults } from '#kernel/fault'

export const faults = defineFaults('bell', {
  'hung-already': { status: 409, title: '这扇门已有门铃', says: ({ name }) => `${String(name)}已有门铃。` },
  'not-found': { status: 404, title: '没有这个门铃', says: () => '没有找到这个门铃。' },
})
