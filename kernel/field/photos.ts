import * as z from 'zod'
import { instant } from './moments.ts'
import { fieldOf, written, type Options } from './note.ts'
import { point } from './point.ts'

const anyPhoto = { id: '0'.repeat(64), name: '现场.jpg', type: 'image/jpeg', size: 1024 }

/** Photographs kept by content, each with the instant and the place at which it was taken, where the device tells them. */
export const photos = (label: string, { min = 0, max = 9, ...o }: Options & { min?: number; max?: number } = {}) =>
  fieldOf(
    z
      .array(
        z.strictObject({
          id: z.string().regex(/^[0-9a-f]{64}$/),
          name: written(200, false).regex(/\.(jpe?g|png|gif)$/i, '应为照片（jpg、png 或 gif）'),
          type: z.enum(['image/jpeg', 'image/png', 'image/gif']),
          size: z.int().min(0),
          takenAt: instant('拍摄时刻').optional(),
          place: point('拍摄位置').optional(),
        }),
      )
      .min(min)
      .max(max),
    { label, widget: 'files', column: 'jsonb', min, maxLength: max, images: true, example: [anyPhoto], ...o },
  )
