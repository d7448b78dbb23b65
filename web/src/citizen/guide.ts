import type { Manifest, RegisterFace } from '../../../platform/manifest.ts'
import { isOwn } from './mine.ts'

/** A register whose rows say what may be got done, and the one that says what each needs. */
export interface Guide {
  of: RegisterFace
  needs: RegisterFace
}

/** The guides that a reader may open: registers under whose rows stand questions to whoever begins one. */
export const guidesOf = ({ registers }: Manifest): Guide[] =>
  Object.values(registers).flatMap((needs) => {
    const above = needs.asks && needs.under ? needs.fields[needs.under]?.register : undefined
    const of = above === undefined ? undefined : registers[above]
    return of ? [{ of, needs }] : []
  })

/** What may be begun from a row of a guide: matters of the reader's own whose form asks what the row asks. */
export const begunFrom = (manifest: Manifest, { of }: Guide): { to: (id: string) => string; title: string }[] =>
  Object.values(manifest.registers).flatMap((one) => {
    if (!one.may.includes('create') || !isOwn(manifest, 'register', one.name)) return []
    return Object.values(one.fields).flatMap((field) => {
      const named = field.widget === 'answers' ? field.of : undefined
      if (named === undefined || one.fields[named]?.register !== of.name) return []
      return [{ to: (id: string) => `/start/${one.name}?${named}=${id}`, title: one.offer.title }]
    })
  })
