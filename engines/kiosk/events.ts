import type { EventWords } from '#kernel/event'

/** What happens at machines. */
export const events: EventWords = {
  of: 'kiosk',
  subjects: { machine: '自助机' },
  kinds: {
    'machine.code-made': '生成安装码',
    'machine.installed': '安装自助机',
    'machine.retired': '停用自助机',
    'machine.lent': '本人在自助机上登录',
    'machine.printed': '在自助机上打印',
    'machine.silent': '自助机失联',
    'machine.back': '自助机恢复联系',
    'machine.reported': '自助机报修',
  },
}
