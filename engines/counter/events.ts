import type { EventWords } from '#kernel/event'

/** What happens to drafts at a counter. */
export const events: EventWords = {
  of: 'counter',
  subjects: { draft: '草稿' },
  kinds: {
    'draft.taken-up': '接着办别人的草稿',
    'draft.filed': '把草稿交上去',
    'draft.given-up': '草稿不要了',
  },
}
