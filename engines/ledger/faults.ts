import { defineFaults } from '#kernel/fault'

export const faults = defineFaults('ledger', {
  rewritten: {
    status: 409,
    title: '存证账本不可改写',
    says: (a: { index: number }) =>
      `第 ${a.index} 号叶子所在的整块已经写定，送来的内容与已存的不同，没有写入。请核对存证来源，必要时从备份恢复。`,
  },
  'not-continued': {
    status: 409,
    title: '叶子没有接上',
    says: (a: { from: number }) =>
      `要从第 ${a.from} 号起续写，但账本还没有写到那里，没有写入。请从最近一次签过的检查点的大小起续写。`,
  },
  'no-such-size': {
    status: 404,
    title: '账本没有这么大',
    says: (a: { asked: number }) =>
      `账本还没有写到 ${a.asked} 片叶子，给不出这个大小的证明。请用已签检查点的大小再试。`,
  },
  'no-such-leaf': {
    status: 404,
    title: '账本里没有这片叶子',
    says: (a: { index: number; size: number }) =>
      `没有第 ${a.index} 号叶子：这个大小的账本只到第 ${a.size - 1} 号。请核对序号。`,
  },
  damaged: {
    status: 500,
    title: '账本文件已损坏',
    says: (a: { file: string }) => `账本文件 ${a.file} 缺失或长度不对，无法给出证明。请从备份恢复，或由原始叶子重建。`,
  },
  'wrong-leaves': {
    status: 400,
    title: '叶子长度不对',
    says: (a: { bytes: number }) =>
      `叶子哈希应各为 32 字节、首尾相连，送来的是 ${a.bytes} 字节，没有写入。请检查后重送。`,
  },
  'wrong-note': {
    status: 400,
    title: '签名文本格式不对',
    says: (a: { why: string }) => `这份签名文本不能接受：${a.why}。请用原始文件再试。`,
  },
  'wrong-checkpoint': {
    status: 400,
    title: '检查点格式不对',
    says: (a: { why: string }) => `这个检查点不能接受：${a.why}。请用原始文件再试。`,
  },
  'wrong-key': {
    status: 400,
    title: '密钥格式不对',
    says: (a: { why: string }) => `这把密钥不能接受：${a.why}。请核对密钥文本。`,
  },
  'wrong-policy': {
    status: 400,
    title: '信任策略格式不对',
    says: (a: { line: number; why: string }) => `信任策略第 ${a.line} 行不能接受：${a.why}。请改正后再载入。`,
  },
  'wrong-receipt': {
    status: 400,
    title: '回执格式不对',
    says: (a: { why: string }) => `这份回执不能接受：${a.why}。请用签发时的原始回执。`,
  },
  'witness-state': {
    status: 500,
    title: '见证状态已损坏',
    says: (a: { file: string }) =>
      `见证节点的状态文件 ${a.file} 无法读出，为免签出相互矛盾的检查点，节点停止见证。请人工核对后恢复。`,
  },
})
