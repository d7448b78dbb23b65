import * as z from 'zod'
import { citizenNumber, mobile } from '#kernel/field'
import type { Apps } from './index.ts'

const claims = { name: z.string().min(1).max(100), idNumber: citizenNumber(), mobile: mobile() }

/** Whom the other side vouches for, as it tells of them. */
export interface Vouched {
  name: string
  idNumber: string
  mobile?: string
}

/** What the other side tells of whoever opens an app: what was agreed on, all of it and nothing else. @returns undefined for anything else */
export function vouchedIn(apps: Apps, told: unknown): Vouched | undefined {
  const shape = z.strictObject(Object.fromEntries(apps.asks.map((claim) => [claim, claims[claim]])))
  const read = shape.safeParse(told)
  return read.success ? (read.data as unknown as Vouched) : undefined
}
