import { defineFaults } from '#kernel/fault'

export const faults = defineFaults('indicator', {
  'not-found': {
    status: 404,
    title: '没有这个指标',
    says: (a: { name: string }) => `没有找到指标“${a.name}”，或者您无权查看它。请从指标清单中选择。`,
  },
  'no-such-bulletin': {
    status: 404,
    title: '没有这种通报',
    says: (a: { name: string }) => `没有名为 ${a.name} 的通报。`,
  },
})
