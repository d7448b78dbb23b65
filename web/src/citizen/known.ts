import type { FieldFace, RegisterFace } from '../../../platform/manifest.ts'
import { dayWords, wall } from '../look/dates.ts'
import { isBlank } from '../render/faults.ts'
import { useSession } from '../shell/reader.ts'
import { useRecords } from './mine.ts'

/** An answer that needs no asking, and where it is from. */
export interface Known {
  value: unknown
  from: string
}

/** Facts about a person or a place, which hold from one form to the next; a sealed number comes back only masked. */
const lasts = (field: FieldFace) =>
  (field.sensitivity === 'personal' && !field.sealed && field.widget !== 'files') || field.widget === 'region'

const alike = (one: FieldFace, other: FieldFace | undefined) =>
  other !== undefined && one.label === other.label && one.widget === other.widget && one.register === other.register

/**
 * What the reader's own records already say of a form's fields: of each the newest that bears the same name and kind.
 * @returns undefined while they are read
 */
export function useKnown(form: RegisterFace | undefined): Record<string, Known> | undefined {
  const { rows, error } = useRecords()
  const session = useSession()
  if (error) return {}
  if (!rows) return undefined
  return Object.fromEntries(
    Object.entries(form?.fields ?? {}).flatMap(([name, field]) => {
      if (form?.knows[name] && session)
        return [[name, { value: session.behalf?.name ?? session.person.name, from: '取自您的账号' }]]
      const found = lasts(field)
        ? rows.find(({ face, row }) => alike(field, face.fields[name]) && !isBlank(row[name]))
        : undefined
      return found
        ? [
            [
              name,
              {
                value: found.row[name],
                from: `取自您${dayWords(wall(found.row.createdAt).date)}登记的${found.face.title}`,
              },
            ],
          ]
        : []
    }),
  )
}
