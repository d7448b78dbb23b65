import type { Metadata } from './content.ts'

/** What each of the metadata is called in the file. @source DA/T 46-2009 */
export const elements: Record<Exclude<keyof Metadata, 'acts' | 'says'>, string> = {
  ...{ number: '档号', title: '题名', fonds: '全宗号', holder: '立档单位名称', category: '门类', year: '年度' },
  ...{ retention: '保管期限', closedOn: '办结日期', archivedAt: '归档时间' },
}
export const labels = {
  ...{ root: '电子文件元数据', level: '聚合层次', said: '内容描述', item: '内容', label: '名称', text: '值' },
  ...{ acts: '业务过程', act: '业务行为', at: '时间', who: '机构人员', does: '行为', words: '说明' },
  ...{ files: '电子属性', file: '文件', name: '计算机文件名', size: '大小', format: '格式', made: '创建时间' },
  ...{ digest: '摘要值', method: '摘要算法', what: '文件说明' },
} as const

/** Where things lie in a package. @source DA/T 93-2022 */
export const places = { readme: '说明文件.TXT', catalogue: '目录文件.XML', metadata: '元数据.XML' } as const
export const catalogueLabels = {
  ...{ root: '目录文件', count: '件数', bytes: '字节数', entry: '条目', number: '档号', title: '题名', folder: '路径' },
} as const
