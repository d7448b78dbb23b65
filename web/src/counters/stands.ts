import type { SignalFace } from '../../../platform/manifest.ts'
import type { OwnDraft } from './device.ts'

/** How a draft on this device stands. */
export type Standing = 'new' | 'here' | 'files' | 'sent' | 'apart' | 'refused' | 'late'

export function standsOf(draft: OwnDraft): Standing {
  if (draft.row) return 'late'
  if (draft.refused) return 'refused'
  if (draft.apart.length > 0) return 'apart'
  if (draft.files) return 'files'
  if (draft.waiting) return 'here'
  return draft.base === 0 ? 'new' : 'sent'
}

/** The same as a light. */
export const standings: Record<Standing, SignalFace> = {
  new: { title: '还没有填', shape: 'wait' },
  here: { title: '在本机，还没送上去', shape: 'wait' },
  files: { title: '等有网自动交', shape: 'wait' },
  sent: { title: '已送上，没有交', shape: 'on' },
  apart: { title: '两种写法待选定', shape: 'near' },
  refused: { title: '没有交成', shape: 'late' },
  late: { title: '同事已经交了', shape: 'near' },
}
