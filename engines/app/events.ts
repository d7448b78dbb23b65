import type { EventWords } from '#kernel/event'

/** What happens to apps that are supplied to another's application. */
export const events: EventWords = {
  of: 'app',
  subjects: { app: '标准应用' },
  kinds: {
    'app.passed': '联调通过',
    'app.failed': '联调没有通过',
    'app.accepted': '对方装上了应用',
    'app.opened': '从应用进来',
    'app.asked': '要求重新联调',
    'app.taken': '取安装包',
  },
}
