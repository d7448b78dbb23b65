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
  'no-such-event': {
    status: 404,
    title: '没有这件事',
    says: () => '没有找到这件事，或者您无权查看它。请从办件或记录的“存证”里进入。',
  },
  'no-log-yet': {
    status: 409,
    title: '还没有账本',
    says: () => '这座城市的账本还没有签过检查点，没有可以结束的账本。直接启动即可。',
  },
  'another-log': {
    status: 503,
    title: '账本的私钥属于另一本',
    says: ({ signed, here }: { signed: string; here: string }) =>
      `数据库里签过的是账本 ${signed}，这里的私钥属于账本 ${here}，没有续签。若正在另起账本，请再运行一次 npm run new-log；否则请恢复原来的 ledger/log.secret。`,
  },
  'against-a-node': {
    status: 503,
    title: '账本与见证节点所见不合',
    says: ({ node, seen, size }: { node: string; seen: number; size: number }) =>
      `见证节点 ${node} 见过本账本的 ${seen} 片叶子，这里是 ${size} 片，接不上：数据库大概是从较早的备份恢复的，没有续签，业务不受影响。请恢复更近的备份；恢复不了的，用 npm run new-log 另起账本。`,
  },
  'nodes-silent': {
    status: 503,
    title: '见证节点没有答复',
    says: ({ answered, needed }: { answered: number; needed: number }) =>
      `续签之前要问见证节点上次见到哪里，须有 ${needed} 个答复，现在 ${answered} 个；没有续签，业务不受影响。节点恢复后自动续签。`,
  },
  'proof-fails': {
    status: 500,
    title: '证明不成立',
    says: ({ index }: { index: number }) =>
      `第 ${index} 号叶子的证明按账本文件算出来不成立，没有开出回执：账本文件损坏或被改动过。已经告警，请告知审计部门，并从备份恢复 ledger 文件夹。`,
  },
  'no-such-system': {
    status: 400,
    title: '没有这个系统',
    says: ({ system }: { system: string }) =>
      `没有找到名为“${system}”、正在运行的系统，查不了它的存证。请从“系统”一项里选一个。`,
  },
  'no-such-alarm': {
    status: 404,
    title: '没有这条告警',
    says: () => '没有找到这条告警的证据。请从“存证链”页的告警里下载。',
  },
  'not-yet-final': {
    status: 409,
    title: '回执还在生成',
    says: (a: { witnesses: string }) =>
      `这件事已经办成，回执要等见证节点签名达到法定数（${a.witnesses}）。通常不到一秒；一直等不到时，请看“存证链”页上各节点的状态。`,
  },
  forgotten: {
    status: 410,
    title: '内容已经删除',
    says: (a: { reason: string }) => `这件事的内容已依法删除（${a.reason}），只留下存证的哈希，不能再开回执。`,
  },
  'does-not-match': {
    status: 409,
    title: '与存证不符',
    says: (a: { size: number }) =>
      `数据库里的这条记录与账本第 ${a.size} 号之前存下的不一样：它在存证之后被改动过，不能开回执。请保留现场，告知审计部门。`,
  },
  'order-lost': {
    status: 500,
    title: '存证的次序接不上',
    says: (a: { size: number }) =>
      `数据库的事务编号比第 ${a.size} 号叶子之前的还小：数据库大概是用导出文件重建的，存证已暂停，业务不受影响。请改用整库备份恢复，或由数据库管理员把事务编号调到原来之后。`,
  },
  'no-such-chain': {
    status: 500,
    title: '不认识的锚定链',
    says: (a: { setting: string }) =>
      `LEDGER_ANCHOR=${a.setting} 不是可用的锚定方式：请用 file:/绝对路径，或去掉这项设置。`,
  },
  'not-remade': {
    status: 500,
    title: '账本不能重建',
    says: (a: { size: number }) =>
      `账本文件缺失或损坏，按数据库里的事件重建的根与检查点 ${a.size} 所签的不同：数据库被改动过。存证已暂停，业务不受影响。请运行 npm run audit，并从备份恢复 ledger 文件夹。`,
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
  'witness-unset': {
    status: 500,
    title: '见证节点没有设置',
    says: () =>
      '以 ROLE=witness 启动要设置 WITNESS_NAME（节点名称，第一次启动后不能改）和 WITNESS_POLICY（信任策略文件，取自账本的 /ledger/policy.txt）。',
  },
  'witness-state': {
    status: 500,
    title: '见证状态已损坏',
    says: (a: { file: string }) =>
      `见证节点的状态文件 ${a.file} 无法读出，为免签出相互矛盾的检查点，节点停止见证。请人工核对后恢复。`,
  },
})
