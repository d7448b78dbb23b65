import type { Row } from '#kernel/database'
import { noteOf, type Fields } from '#kernel/field'
import type { Directory } from '#engines/identity/run'
import { faults } from '../faults.ts'
import type { Register } from '../index.ts'

/** The agencies and regions that fields name and the directory has not, or that are not of the kinds a field takes. @returns what is wrong, by label */
export function namesThatAreNotKnown(fields: Fields, row: Row, { agencies, regions }: Directory): string[] {
  return Object.entries(row).flatMap(([name, value]) => {
    const field = Object.hasOwn(fields, name) ? fields[name] : undefined
    if (!field || value === null || value === undefined) return []
    const { widget, label, kinds } = noteOf(field)
    if (widget === 'region') return regions.has(value as string) ? [] : [`${label}：没有这个地区`]
    if (widget !== 'agency' && widget !== 'agencies') return []
    const named = widget === 'agency' ? [value as string] : (value as string[])
    return named.flatMap((id) => {
      const found = agencies.get(id)
      if (!found) return [`${label}：没有这个单位`]
      return kinds && !kinds.includes(found.kind) ? [`${label}：不能选“${found.name}”`] : []
    })
  })
}

/** Agencies and regions that a row names are in the directory, and such as its fields take. @throws register/wrong-fields */
export function namesMustBeKnown(register: Register, row: Row, directory: Directory) {
  const wrong = namesThatAreNotKnown(register.fields, row, directory)
  if (wrong.length > 0) throw faults['wrong-fields']({ register: register.title, wrong })
}
