import { defineFaults } from '#kernel/fault'

export const faults = defineFaults('catalogue', {
  'no-such': {
    status: 404,
    title: '没有这个数据资源',
    says: () => '目录里没有这个数据资源，或者它没有向您开放。请从目录里查找。',
  },
  withdrawn: {
    status: 410,
    title: '这个数据资源已经撤下',
    says: (a: { title: string }) => `“${a.title}”已经从目录里撤下，不再提供。请到目录里找找有没有替代它的。`,
  },
  'nothing-to-take': {
    status: 409,
    title: '还不能下载',
    says: (a: { title: string }) =>
      `“${a.title}”的内容没有放在本平台的公开登记册里，这里不能下载。请按目录里写的开放条件，向提供单位申请。`,
  },
})
