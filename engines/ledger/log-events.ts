import { defineEvents } from '#kernel/event'

defineEvents({ of: 'ledger', subjects: { log: '存证账本' }, kinds: { 'ledger.begun': '另起账本' } })
