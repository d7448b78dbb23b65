import type { FieldFace, Manifest, RegisterFace } from '../../../platform/manifest.ts'
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

/** The field by which somebody looks around in a guide who has no words for it yet: the first choice by which its list is narrowed. */
export const aroundIn = ({ of }: Guide): [string, FieldFace] | undefined =>
  of.filters
    .flatMap((name): [string, FieldFace][] => (of.fields[name] ? [[name, of.fields[name]]] : []))
    .find(([, { widget }]) => widget === 'choice')

/** What else stands under a row of a guide for everybody: registers whose rows belong to it and ask nothing. */
export const toldUnder = (manifest: Manifest, { of }: Guide): RegisterFace[] =>
  Object.values(manifest.registers).filter(
    ({ asks, under, fields, may }) =>
      !asks && under && fields[under]?.register === of.name && may.includes('read') && !may.includes('create'),
  )

/** What the reader may begin of their own about a row of a guide, beside getting it done. */
export const asidesTo = (manifest: Manifest, { of }: Guide): { to: (id: string) => string; title: string }[] =>
  Object.values(manifest.registers).flatMap((one) => {
    const fields = Object.entries(one.fields)
    const gets = fields.some(([, { widget }]) => widget === 'answers')
    const named = fields.find(
      ([name, { register }]) => register === of.name && one.steps.some(({ asks }) => asks.includes(name)),
    )
    if (gets || !named || !one.may.includes('create') || !isOwn(manifest, 'register', one.name)) return []
    return [{ to: (id: string) => `/start/${one.name}?${named[0]}=${id}`, title: one.offer.title }]
  })
