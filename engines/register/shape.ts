import * as z from 'zod'
import { instant } from '#kernel/engine'

/** A row of any register: its own fields by name, and what every row carries. */
export const anyRow = z.looseObject({
  ...{ id: z.uuid(), version: z.int(), agency: z.string().nullable(), region: z.string().nullable() },
  ...{ createdAt: instant, amendedAt: instant },
})
