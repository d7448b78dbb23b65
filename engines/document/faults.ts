import { defineFaults } from '#kernel/fault'

export const faults = defineFaults('document', {
  'not-printed': {
    status: 404,
    title: '没有公文格式',
    says: (a: { register: string }) => `“${a.register}”没有定公文格式，不能下载为 Word。可以打印网页。`,
  },
  'no-such-reading': {
    status: 404,
    title: '没有这类文件的读法',
    says: (a: { name: string }) => `没有名为 ${a.name} 的文件读法。`,
  },
  'wrong-kind': {
    status: 415,
    title: '读不了这种文件',
    says: (a: { name: string; accepts: string[] }) =>
      `“${a.name}”不能导入：只能读 ${a.accepts.join('、')} 文件。请另存后再导入。`,
  },
  broken: {
    status: 422,
    title: '文件已损坏',
    says: (a: { name: string }) => `“${a.name}”打不开，可能已损坏或没有传完整，没有导入。请用 Word 重新保存后再试。`,
  },
  encrypted: {
    status: 422,
    title: '文件已加密',
    says: (a: { name: string }) => `“${a.name}”设有密码，无法读取，没有导入。请去掉密码后再导入。`,
  },
  'too-large-inside': {
    status: 422,
    title: '文件解开后过大',
    says: (a: { name: string; most: number }) =>
      `“${a.name}”解开后超过 ${a.most} MB，或内容过于繁多，不像一份正常的文件，没有导入。`,
  },
  'not-text': {
    status: 422,
    title: '不是可读的文字',
    says: (a: { name: string }) => `“${a.name}”里不是可读的文字，没有导入。文本文件请用 UTF-8 编码保存。`,
  },
  unrecognised: {
    status: 422,
    title: '不是要导入的文件',
    says: (a: { title: string; missing: string[] }) =>
      `这份文件不像“${a.title}”，没有导入：没有找到${a.missing.join('、')}。请核对是否选错了文件。`,
  },
})
