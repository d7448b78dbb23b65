import { defineFaults } from '#kernel/fault'

export const faults = defineFaults('file', {
  'not-found': { status: 404, title: '没有这个文件', says: () => '没有找到这个文件，或者您无权查看它。' },
  'too-large': {
    status: 413,
    title: '文件过大',
    says: (a: { most: number }) => `文件超过 ${a.most} MB，没有保存。请压缩或拆分后再上传。`,
  },
  empty: { status: 400, title: '空文件', says: () => '这个文件是空的，没有保存。请检查后重新选择。' },
  'lies-about-type': {
    status: 415,
    title: '文件内容与扩展名不符',
    says: (a: { name: string; found: string }) =>
      `“${a.name}”的内容其实是${a.found}，与扩展名不符，没有保存。请用原来的扩展名或另存后再上传。`,
  },
  refused: {
    status: 415,
    title: '不接受的文件类型',
    says: (a: { name: string }) => `不接受“${a.name}”这类文件。可以上传 Word、Excel、PDF、OFD、图片、文本和压缩包。`,
  },
  'not-uploaded': {
    status: 409,
    title: '引用了不存在的文件',
    says: (a: { name: string }) => `附件“${a.name}”没有上传成功，请重新上传后再提交。`,
  },
})
