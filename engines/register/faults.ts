import { defineFaults } from '#kernel/fault'

export const faults = defineFaults('register', {
  'not-found': {
    status: 404,
    title: '没有这条记录',
    says: (a: { register: string }) => `没有找到这条“${a.register}”记录，或者您无权查看它。`,
  },
  'not-unsealed': {
    status: 500,
    title: '密封的内容打不开',
    says: () => '这项个人信息的密文被改动过，或者它的密钥不在了，没有读出。请告知系统管理员核对密钥与备份。',
  },
  'nothing-sealed': {
    status: 400,
    title: '没有密封的内容',
    says: (a: { fields: readonly string[] }) =>
      `${a.fields.join('、') || '所选的字段'}不是密封保存的个人信息，或者还没有填写，不需要申请查看。`,
  },
  'no-such-register': {
    status: 404,
    title: '没有这个登记册',
    says: (a: { name: string }) => `没有名为 ${a.name} 的登记册。`,
  },
  'wrong-fields': {
    status: 400,
    title: '填写有误',
    says: (a: { register: string; wrong: string[] }) =>
      `“${a.register}”没有保存：${a.wrong.join('；')}。请改正后再提交。`,
  },
  'not-amendable': {
    status: 400,
    title: '字段不可修改',
    says: (a: { fields: string[] }) =>
      `${a.fields.join('、')}一经登记不能修改，本次修改没有保存。确有错误的，请办理更正。`,
  },
  'not-amendable-now': {
    status: 409,
    title: '现在不能修改',
    says: (a: { register: string; field: string; now: string; when: string[] }) =>
      `这条“${a.register}”的${a.field}是“${a.now}”，${a.when.length > 0 ? `只有“${a.when.join('”“')}”时` : '什么时候都不'}可以修改，本次修改没有保存。`,
  },
  circular: {
    status: 409,
    title: '绕成了圈',
    says: (a: { register: string; from: string; to: string; field: string }) =>
      a.from === a.to
        ? `“${a.register}”没有保存：“${a.from}”不能${a.field}它自己。请另选一条。`
        : `“${a.register}”没有保存：“${a.to}”已经直接或者经过别的条目${a.field}“${a.from}”，反过来就绕成了圈。请另选一条，或者先处理那一条${a.field}。`,
  },
  'stale-version': {
    status: 409,
    title: '记录已被他人修改',
    says: (a: { yours: number; now: number }) =>
      `这条记录在您打开之后已被修改（您看到的是第 ${a.yours} 版，现在是第 ${a.now} 版），您的修改没有保存。请刷新后核对再提交。`,
  },
  duplicate: {
    status: 409,
    title: '重复登记',
    says: (a: { register: string; fields: string[] }) =>
      `已有一条“${a.register}”的${a.fields.join('、')}与此相同，没有重复登记。`,
  },
  'no-such-filter': {
    status: 400,
    title: '不支持的筛选或排序',
    says: (a: { by: string }) => `不能按“${a.by}”筛选或排序。请从列出的条件中选择。`,
  },
  'no-sheet': {
    status: 400,
    title: '不能用表格登记',
    says: (a: { register: string }) => `“${a.register}”有必填的附件、表格或关联记录，不能用表格批量登记。请逐条登记。`,
  },
  'no-such-record': {
    status: 400,
    title: '所指的记录不存在',
    says: (a: { field: string }) => `“${a.field}”所指的记录不存在，没有保存。请重新选择。`,
  },
  'bad-cursor': { status: 400, title: '翻页位置无效', says: () => '翻页位置无效或已过期，请从第一页重新看起。' },
})
