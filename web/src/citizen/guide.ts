import type { Manifest, RegisterFace } from '../../../platform/manifest.ts'
import { listPath, metIn } from '../shell/navigation.ts'
import { isOwn } from './mine.ts'

/** A register whose rows say what may be got done, and the one that says what each needs. */
export interface Guide {
  of: RegisterFace
  needs: RegisterFace
}

/** The guides that a reader may open: registers that are met among what may be read, under whose rows stand questions to whoever begins one; in that order. */
export function guidesOf(manifest: Manifest): Guide[] {
  const { registers } = manifest
  const met = metIn(manifest, 'reading').map(({ to }) => to)
  const place = ({ of }: Guide) => met.indexOf(listPath(manifest, of.name))
  return Object.values(registers)
    .flatMap((needs): Guide[] => {
      const above = needs.asks && needs.under ? needs.fields[needs.under]?.register : undefined
      const of = above === undefined ? undefined : registers[above]
      return of ? [{ of, needs }] : []
    })
    .filter((one) => place(one) >= 0)
    .toSorted((a, b) => place(a) - place(b))
}

/** A way in which something is begun from a row of a guide. */
export interface Way {
  to: (id: string) => string
  title: string
  /** How a row stands of which it can be begun. */
  where: Readonly<Record<string, readonly string[]>>
}

/** What may be begun from a row of a guide: matters of the reader's own whose form asks what the row asks. */
export const begunFrom = (manifest: Manifest, { of }: Guide): Way[] =>
  Object.values(manifest.registers).flatMap((one) => {
    if (!one.may.includes('create') || !isOwn(manifest, 'register', one.name)) return []
    return Object.values(one.fields).flatMap((field) => {
      const named = field.widget === 'answers' ? field.of : undefined
      if (named === undefined || one.fields[named]?.register !== of.name) return []
      return [
        {
          to: (id: string) => `/start/${one.name}?${named}=${id}`,
          title: one.offer.title,
          where: one.fields[named]?.where ?? {},
        },
      ]
    })
  })
