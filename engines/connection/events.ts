import type { EventWords } from '#kernel/event'

/** What happens on connections. */
export const events: EventWords = {
  of: 'connection',
  subjects: { line: '对接线路', message: '对接消息' },
  kinds: {
    'line.set': '设置线路',
    'line.stopped': '停用线路',
    'line.compared': '与对方对账',
    'message.again': '重新处理卡住的消息',
    'message.given-up': '不再处理卡住的消息',
  },
}
