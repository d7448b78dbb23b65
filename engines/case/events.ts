import { defineEvents } from '#kernel/event'

defineEvents({
  of: null,
  subjects: {},
  kinds: {
    'case.opened': '建立',
    'case.acted': '办理',
    'case.relit': '亮灯',
    'case.followed': '登记随之改动',
  },
})
