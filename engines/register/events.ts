import type { EventWords } from '#kernel/event'

/** What happens to a row of any register. */
export const events: EventWords = {
  of: null,
  subjects: {},
  kinds: { 'register.created': '登记', 'register.amended': '更正' },
}
