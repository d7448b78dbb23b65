import type { EventWords } from '#kernel/event'

/** What happens under contracts. */
export const events: EventWords = {
  of: 'sharing',
  subjects: { contract: '共享协议' },
  kinds: {
    'sharing.called': '按协议调用',
    'sharing.refused': '协议外的调用',
    'sharing.stopped': '异常调用，协议暂停',
  },
}
