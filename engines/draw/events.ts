import type { EventWords } from '#kernel/event'

/** What happens in a draw. */
export const events: EventWords = {
  of: 'draw',
  subjects: { draw: '随机抽取' },
  kinds: {
    'draw.sealed': '封存抽取池',
    'draw.drawn': '揭示并抽取',
    'draw.replaced': '换人补抽',
    'draw.lapsed': '逾期没有揭示',
  },
}
