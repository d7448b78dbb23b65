import type { EventWords } from '#kernel/event'

/** What happens to a case of any kind. */
export const events: EventWords = {
  of: null,
  subjects: {},
  kinds: {
    'case.opened': '建立',
    'case.acted': '办理',
    'case.relit': '亮灯',
    'case.followed': '登记随之改动',
  },
}
