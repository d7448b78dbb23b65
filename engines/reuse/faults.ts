import { defineFaults } from '#kernel/fault'

export const faults = defineFaults('reuse', {
  'no-such': {
    status: 404,
    title: '没有找到',
    says: () => '没有找到这份配置包，或者您无权查看它。请刷新列表。',
  },
  'not-packed': {
    status: 409,
    title: '不能打包',
    says: (a: { why: string }) => `没有打包：${a.why}。`,
  },
  'kit-wrong': {
    status: 400,
    title: '配置包不对',
    says: (a: { why: readonly string[] }) => `配置包没有用上，什么也没有登记：${a.why.join('；')}。`,
  },
  'not-published': {
    status: 409,
    title: '现在不能发布',
    says: (a: { why: string }) => `没有发布：${a.why}。`,
  },
  'not-adopted': {
    status: 409,
    title: '现在不能采用',
    says: (a: { why: string }) => `没有采用：${a.why}。`,
  },
})
