import type { EventWords } from '#kernel/event'

/** What happens to an assessment. */
export const events: EventWords = {
  of: 'assessment',
  subjects: { assessment: '考评' },
  kinds: {
    'assessment.begun': '启动考评',
    'assessment.frozen': '冻结平台指标',
    'assessment.published': '公示得分',
    'assessment.changed': '采纳异议、改动得分',
    'assessment.final': '定稿',
  },
}
