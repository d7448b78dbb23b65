import { defineFaults } from '#kernel/fault'

export const faults = defineFaults('bell', {
  'not-found': { status: 404, title: '没有这个门铃', says: () => '没有找到这个门铃。' },
})
