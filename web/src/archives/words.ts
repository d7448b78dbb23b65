import type { ArchivePackage, SignalFace } from '../../../platform/manifest.ts'

type Found = NonNullable<ArchivePackage['report']>['found'][number]

/** What came of a check, by form and by word. */
export const results: Record<Found['result'], SignalFace> = {
  good: { title: '合格', shape: 'done' },
  wrong: { title: '不合格', shape: 'late' },
  human: { title: '待人工复核', shape: 'near' },
  none: { title: '没有查到', shape: 'wait' },
}
