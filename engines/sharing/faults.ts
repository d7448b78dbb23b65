import { defineFaults } from '#kernel/fault'

export const faults = defineFaults('sharing', {
  'no-such': {
    status: 404,
    title: '没有这个共享协议',
    says: () => '没有这个共享协议，或者它与您的单位无关。请从清单里打开。',
  },
  outside: {
    status: 403,
    title: '协议外的调用',
    says: (a: { contract: string; why: string }) =>
      `没有提供：按共享协议“${a.contract}”，${a.why}。这次调用已经记录在案；需要的话，请另外申请。`,
  },
})
