import { defineFaults } from '#kernel/fault'

export const faults = defineFaults('http', {
  'no-such-path': {
    status: 404,
    title: '没有这个地址',
    says: (a: { method: string; path: string }) => `没有 ${a.method} ${a.path} 这个地址。请检查地址，或从首页进入。`,
  },
  'wrong-shape': {
    status: 400,
    title: '请求内容不合要求',
    says: (a: { wrong: string[] }) => `没有提交：${a.wrong.slice(0, 5).join('；')}。请改正后再提交。`,
  },
  'not-json': { status: 400, title: '请求不是有效的 JSON', says: () => '收到的内容不是有效的 JSON,没有处理。' },
  'wrong-media': {
    status: 415,
    title: '不支持的内容类型',
    says: () => '只接受 application/json(上传文件用 multipart/form-data)。',
  },
  'wrong-form': {
    status: 400,
    title: '上传的表单不合要求',
    says: (a: { why: string }) => `没有收到文件：${a.why}。请重新选择文件再上传。`,
  },
  'too-large': {
    status: 413,
    title: '请求过大',
    says: () => '提交的内容过大，没有处理。请分次提交，或把长内容放在附件里。',
  },
  'too-many': {
    status: 429,
    title: '请求过于频繁',
    says: (a: { seconds: number }) => `请求过于频繁，请在 ${a.seconds} 秒后再试。`,
  },
  'too-busy': { status: 503, title: '系统繁忙', says: () => '系统正忙，您的请求没有处理。请稍后重试。' },
  away: {
    status: 503,
    title: '数据库暂时不能用',
    says: () => '数据库正在切换或暂时连不上，这次请求没有得到确认。请几秒后用同一个提交编号再试。',
  },
  'cross-site': {
    status: 403,
    title: '来路不明的写入',
    says: () => '这个写入请求不是从本站页面发出的，没有处理。请在本站页面上操作。',
  },
  'metrics-closed': {
    status: 403,
    title: '运行指标不对外',
    says: () => '运行指标只给本机查看；其他机器须带上管理员设定的令牌（METRICS_TOKEN）。',
  },
  'different-request': {
    status: 409,
    title: '重复的提交编号',
    says: () => '同一个提交编号已用于另一份内容。请刷新页面后重新提交。',
  },
})
