import type { EventWords } from '#kernel/event'

/** What happens to the log itself. */
export const events: EventWords = { of: 'ledger', subjects: { log: '存证账本' }, kinds: { 'ledger.begun': '另起账本' } }
