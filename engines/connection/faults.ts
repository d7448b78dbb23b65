import { defineFaults } from '#kernel/fault'

export const faults = defineFaults('connection', {
  'no-such': {
    status: 404,
    title: '没有这个对接',
    says: () => '没有这个对接，或者它不归您管。请核对地址。',
  },
  'no-such-message': {
    status: 404,
    title: '没有这条消息',
    says: () => '没有这条卡住的消息，可能已经处理过了。请刷新清单。',
  },
  'not-signed': {
    status: 401,
    title: '签名不对',
    says: () => '没有收：签名和约定的密钥对不上，或者时间相差超过五分钟。请核对密钥、时钟和签名的内容。',
  },
  'line-off': {
    status: 503,
    title: '线路没有开通',
    says: () => '没有收：这条线路还没有开通，或者停用了。请与数据局联系；消息请留着，开通后再发。',
  },
  'no-such-kind': {
    status: 422,
    title: '没有约定这一类',
    says: (a: { stream: string }) => `没有收：对接里没有约定“${a.stream}”这一类消息。请核对接口约定。`,
  },
  'secret-too-short': {
    status: 422,
    title: '密钥太短',
    says: (a: { least: number }) => `约定的密钥至少要 ${a.least} 个字符。请用双方随机生成的密钥。`,
  },
  'not-an-address': {
    status: 422,
    title: '地址不能用',
    says: () => '地址要写成 https:// 开头的完整网址，不带账号和问号后的参数；只有本机测试可以用 http。',
  },
})
