import { defineFaults } from '#kernel/fault'

export const faults = defineFaults('seal', {
  'no-such-part': {
    status: 404,
    title: '没有这种印章或文书',
    says: () => '没有这种印章或文书，或者您看不到它。请核对地址。',
  },
  'no-such-seal': {
    status: 404,
    title: '没有这枚印章',
    says: () => '这枚印章还没有制作，或者您看不到它。印章在审批通过后制作。',
  },
  'no-such-paper': {
    status: 404,
    title: '没有这份文书',
    says: () => '没有这份盖过章的文书，或者您看不到它。请核对地址或编号。',
  },
  'purpose-needed': {
    status: 422,
    title: '要写明用途',
    says: (a: { paper: string }) =>
      `“${a.paper}”里有个人信息，不是您本人的。请写明用来做什么再下载；用途会记录，当事人看得到。`,
  },
  'none-in-use': {
    status: 409,
    title: '没有可用的电子印章',
    says: (a: { agency: string; uses: string; paper: string }) =>
      `“${a.paper}”要盖${a.agency}的电子印章（${a.uses}），现在没有一枚在用。请由${a.agency}先申请制作，或者恢复停用的印章，再办这一步。`,
  },
  'cannot-be-made': {
    status: 409,
    title: '印章暂时不能制作',
    says: (a: { algorithm: string }) =>
      `制作印章要用本市的签发机构证书（${a.algorithm}），现在还没有建立。请密码主管先在“密码服务”里建立，再批准这枚印章。`,
  },
  'paper-ended': {
    status: 409,
    title: '文书已失效',
    says: (a: { paper: string }) => `这份“${a.paper}”已经失效，不再提供 PDF；盖章时的 OFD 原件仍可下载留存。`,
  },
  'seal-ended': {
    status: 409,
    title: '印章已停用',
    says: () => '当时盖的印章现已停用，不能再用它生成 PDF。请下载 OFD 原件，它在盖章时有效，现在仍可核验。',
  },
  'not-a-file': {
    status: 422,
    title: '文件读不出来',
    says: (a: { why: string }) => `${a.why}请重新选择盖章时得到的 OFD 或 PDF 原文件。`,
  },
})
