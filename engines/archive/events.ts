import type { EventWords } from '#kernel/event'

/** What happens to what is archived. */
export const events: EventWords = {
  of: 'archive',
  subjects: { archive: '电子档案' },
  kinds: {
    'archive.filed': '归档',
    'archive.checked': '四性检测',
    'archive.destroyed': '销毁档案',
    'archive.transferred': '移交档案',
  },
}
