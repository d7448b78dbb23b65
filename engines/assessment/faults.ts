import { defineFaults } from '#kernel/fault'

export const faults = defineFaults('assessment', {
  'no-such-scheme': {
    status: 404,
    title: '没有这份考评',
    says: () => '没有找到这份考评，或者现在还不公开。请刷新列表。',
  },
  'no-such-object': {
    status: 404,
    title: '没有这个考评对象',
    says: () => '这份考评里没有这个单位，或者您无权查看它的得分。',
  },
  'leaf-wrong': {
    status: 400,
    title: '指标没有写全',
    says: (a: { leaf: string; why: readonly string[] }) => `指标“${a.leaf}”没有保存：${a.why.join('；')}。`,
  },
  'scheme-wrong': {
    status: 409,
    title: '方案还不能启动',
    says: (a: { why: readonly string[] }) => `方案没有启动：${a.why.join('；')}。请改好后再启动。`,
  },
  begun: {
    status: 409,
    title: '方案已经启动',
    says: () => '方案已经启动，不能再改。确需调整的，请另立新版；两版的结果会并排列出。',
  },
  'not-asked': {
    status: 409,
    title: '现在不收',
    says: (a: { why: string }) => `没有保存：${a.why}。`,
  },
  'not-open': {
    status: 409,
    title: '现在不能提出异议',
    says: (a: { why: string }) => `异议没有提出：${a.why}。`,
  },
  'not-ready': {
    status: 409,
    title: '还不能进入下一阶段',
    says: (a: { what: string; why: string }) => `没有${a.what}：${a.why}。`,
  },
})
