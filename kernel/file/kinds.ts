/** What the house keeps: extension → media type and how such a content begins. */
interface Kind {
  type: string
  title: string
  begins?: readonly string[]
}

const zip = ['504b0304', '504b0506']
const compound = ['d0cf11e0a1b11ae1']

export const kinds: Record<string, Kind> = {
  pdf: { type: 'application/pdf', title: 'PDF', begins: ['25504446'] },
  docx: {
    type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    title: 'Word 文档',
    begins: zip.concat(compound),
  },
  xlsx: {
    type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    title: 'Excel 表格',
    begins: zip.concat(compound),
  },
  pptx: {
    type: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
    title: '演示文稿',
    begins: zip.concat(compound),
  },
  ofd: { type: 'application/ofd', title: 'OFD 版式文件', begins: zip },
  zip: { type: 'application/zip', title: '压缩包', begins: zip },
  doc: { type: 'application/msword', title: 'Word 97 文档', begins: compound },
  xls: { type: 'application/vnd.ms-excel', title: 'Excel 97 表格', begins: compound },
  wps: { type: 'application/vnd.ms-works', title: 'WPS 文字', begins: compound },
  png: { type: 'image/png', title: '图片', begins: ['89504e47'] },
  jpg: { type: 'image/jpeg', title: '图片', begins: ['ffd8ff'] },
  jpeg: { type: 'image/jpeg', title: '图片', begins: ['ffd8ff'] },
  gif: { type: 'image/gif', title: '图片', begins: ['47494638'] },
  txt: { type: 'text/plain; charset=utf-8', title: '文本' },
  csv: { type: 'text/csv; charset=utf-8', title: '文本' },
  md: { type: 'text/markdown; charset=utf-8', title: '文本' },
}

const programs: [string, string][] = [
  ['4d5a', 'Windows 程序'],
  ['7f454c46', 'Linux 程序'],
  ['2321', '脚本'],
]

/** The kind a name claims, or undefined when the house does not keep such files. */
export const claimed = (name: string): Kind | undefined => kinds[name.toLowerCase().split('.').at(-1) ?? '']

/** What a content really is when it is not what its name claims; undefined when they agree. */
export function contradiction(name: string, head: Buffer): string | undefined {
  const hex = head.subarray(0, 8).toString('hex')
  const program = programs.find(([magic]) => hex.startsWith(magic))
  if (program) return program[1]
  const kind = claimed(name)
  if (!kind) return undefined
  if (kind.begins) return kind.begins.some((magic) => hex.startsWith(magic)) ? undefined : titleOf(hex)
  return head.includes(0) ? titleOf(hex) : undefined
}

const titleOf = (hex: string) =>
  Object.values(kinds).find((kind) => kind.begins?.some((magic) => hex.startsWith(magic)))?.title ?? '另一种内容'
