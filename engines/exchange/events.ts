import type { EventWords } from '#kernel/event'

/** What comes in from other departments, and who reads it. */
export const events: EventWords = {
  of: 'dataset',
  subjects: { dataset: '数据集' },
  kinds: { 'dataset.arrived': '数据到达', 'dataset.read': '调阅数据' },
}
