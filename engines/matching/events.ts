import type { EventWords } from '#kernel/event'

/** When a rule begins and ceases to hold. */
export const events: EventWords = {
  of: 'rule',
  subjects: { finding: '比对结果' },
  kinds: { 'rule.held': '比对预警', 'rule.cleared': '预警解除' },
}
