import { defineEvents } from '#kernel/event'

defineEvents({ of: null, subjects: {}, kinds: { 'register.created': '登记', 'register.amended': '更正' } })
