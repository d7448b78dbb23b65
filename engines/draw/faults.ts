import { defineFaults } from '#kernel/fault'

export const faults = defineFaults('draw', {
  'no-such-draw': { status: 404, title: '没有这次抽取', says: () => '没有找到这次抽取，或者您无权查看。请刷新列表。' },
  'no-such-occasion': {
    status: 404,
    title: '没有这件事项',
    says: (a: { title: string }) => `没有找到要抽取的${a.title}，没有封存。请从列表里选择。`,
  },
  'sealed-already': {
    status: 409,
    title: '已经封存过',
    says: () => '这件事项已经封存了一次抽取，还没有揭示，不能再封存。请先揭示；逾期没有揭示的，写明缘由另行抽取。',
  },
  'drawn-already': {
    status: 409,
    title: '已经抽取过',
    says: () => '这件事项已经抽取过。要重新抽取，请写明缘由；前一次的结果和缘由会一并公开。',
  },
  'too-few': {
    status: 409,
    title: '人数不够',
    says: (a: { stratum: string; take: number; there: number; excluded: string }) =>
      `“${a.stratum}”要抽 ${a.take} 名，可抽的只有 ${a.there} 名${a.excluded ? `（回避：${a.excluded}）` : ''}，没有封存。请减少名额，或者先充实抽取池。`,
  },
  'wrong-places': {
    status: 400,
    title: '名额不对',
    says: (a: { why: string }) => `没有封存：${a.why}。请重新填写名额。`,
  },
  'wrong-weight': {
    status: 409,
    title: '权重不对',
    says: (a: { who: string; weight: number }) =>
      `“${a.who}”的权重是 ${a.weight}，权重应是不小于 1 的整数，没有封存。请先改正。`,
  },
  doubled: {
    status: 409,
    title: '抽取池里有重复的',
    says: (a: { who: string }) => `“${a.who}”在抽取池里出现了不止一次，没有封存。请先合并重复的登记。`,
  },
  'not-sealed': {
    status: 409,
    title: '现在不能揭示',
    says: (a: { why: string }) => `没有揭示：${a.why}。`,
  },
  'wrong-secret': {
    status: 400,
    title: '密数不对',
    says: () => '这不是封存时承诺的密数，没有揭示。请用封存时的浏览器，或者填写当时抄下的 64 位密数。',
  },
  'not-yet-final': {
    status: 409,
    title: '节点还没有共签',
    says: () => '封存已经写入账本，各单位的节点还没有共签完，种子还定不下来。请稍候再揭示。',
  },
  'no-such-place': {
    status: 409,
    title: '没有这一席',
    says: () => '没有这一席，或者这次抽取还没有结果，没有换人。请刷新后再看。',
  },
  'nobody-left': {
    status: 409,
    title: '没有可补的人',
    says: (a: { stratum: string }) => `“${a.stratum}”的抽取池已经抽完，没有可补的人。请另行封存一次抽取。`,
  },
})
