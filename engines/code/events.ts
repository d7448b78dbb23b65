import type { EventWords } from '#kernel/event'

/** What happens to codes, scanners and cards. */
export const events: EventWords = {
  of: 'code',
  subjects: { scan: '扫码', scanner: '扫码设备', card: '码上卡证' },
  kinds: {
    'code.scanned': '核验苏服码',
    'code.given': '同意提供',
    'code.refused': '不同意提供',
    'scanner.registered': '登记扫码设备',
    'scanner.ended': '注销扫码设备',
    'card.issued': '加载卡证',
    'card.ended': '撤下卡证',
  },
}
