import type { EventWords } from '#kernel/event'

/** What happens to the catalogue by itself. */
export const events: EventWords = {
  of: 'catalogue',
  subjects: { resource: '数据资源' },
  kinds: {
    'catalogue.compiled': '自动编入目录',
    'catalogue.changed': '目录随结构改变',
    'catalogue.gone': '数据不再保存',
    'catalogue.taken': '下载开放数据',
  },
}
