import { defineFaults } from '#kernel/fault'

export const faults = defineFaults('exchange', {
  'no-such-dataset': {
    status: 404,
    title: '没有这个数据集',
    says: (a: { name: string }) => `没有名为 ${a.name} 的数据集。请从数据集清单里选择。`,
  },
  'not-told': {
    status: 400,
    title: '数据没有收下',
    says: (a: { title: string; wrong: string[] }) =>
      `“${a.title}”一行也没有收下：${a.wrong.slice(0, 20).join('；')}。请改正后整批再报，同一批不会重复收。`,
  },
})
