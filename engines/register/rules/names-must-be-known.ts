import type * as z from 'zod'
import type { Row } from '#kernel/database'
import { noteOf } from '#kernel/field'
import type { Directory } from '#engines/identity/run'
import { faults } from '../faults.ts'
import type { Register } from '../index.ts'

/** Agencies and regions that a row names are in the directory. @throws register/wrong-fields */
export function namesMustBeKnown(register: Register, row: Row, { agencies, regions }: Directory) {
  const wrong = Object.entries(row).flatMap(([name, value]) => {
    const { widget, label } = noteOf(register.fields[name] as z.ZodType)
    if (value === null || value === undefined) return []
    const known =
      widget === 'agency'
        ? agencies.has(value as string)
        : widget === 'agencies'
          ? (value as string[]).every((one) => agencies.has(one))
          : widget !== 'region' || regions.has(value as string)
    return known ? [] : [`${label}：没有这个${widget === 'region' ? '地区' : '单位'}`]
  })
  if (wrong.length > 0) throw faults['wrong-fields']({ register: register.title, wrong })
}
