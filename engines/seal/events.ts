import type { EventWords } from '#kernel/event'

/** What happens to seals and to what is sealed. */
export const events: EventWords = {
  of: 'seal',
  subjects: { seal: '电子印章', paper: '盖章文书' },
  kinds: {
    'seal.made': '制作印章',
    'seal.rested': '停用印章',
    'seal.resumed': '恢复印章',
    'seal.revoked': '注销印章',
    'paper.sealed': '盖章',
    'paper.ended': '文书失效',
  },
}
