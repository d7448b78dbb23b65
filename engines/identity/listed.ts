import type * as z from 'zod'
import type { Fields } from '#kernel/field'

/** A register, as far as a duty is read off it: registers stand on a floor above. */
interface Kept<F extends Fields = Fields> {
  readonly kind: 'register'
  readonly name: string
  readonly fields: F
}

/** Where it is kept who is away from which post: by its title and agency, from one day until another. */
export interface Away {
  readonly in: Kept
  readonly postAt: string
  readonly post: string
  readonly from: string
  readonly until: string
}

/** A register whose lines name posts, not people: whoever is in such a post, or acts for them, has the duty. */
export interface Listed {
  readonly in: Kept
  /** The lines of the duty: fields of theirs and what they hold. */
  readonly where: Readonly<Record<string, unknown>>
  /** The field for the agency whose work it is. */
  readonly agency: string
  /** The fields for the agency of the post, and for what the post is called. */
  readonly postAt: string
  readonly post: string
  /** The field that tells lines of one agency apart; of its work all of them hear. */
  readonly per?: string
  readonly away?: Away
}

/** A duty is read off a register whose lines name posts: people come and go by appointment, the lines stay. */
export const listedIn = <R extends Kept>(
  register: R,
  d: {
    /** The lines of the duty: fields of theirs and what they hold. */
    where: { readonly [K in keyof R['fields'] & string]?: z.input<R['fields'][K]> }
    /** The field for the agency whose work it is. */
    agency: keyof R['fields'] & string
    /** The field for the agency at which the post is. */
    postAt: keyof R['fields'] & string
    /** The field for what the post is called, as appointments call it. */
    post: keyof R['fields'] & string
    /** The field that tells lines of one agency apart; of its work all of them hear. */
    per?: keyof R['fields'] & string
    /** Where it is kept who is away. */
    away?: Away
  },
): Listed => ({ in: register, ...d })

/** Where it is kept who is away from which post: whoever is away needs somebody who acts for them. */
export const awayIn = <R extends Kept>(
  register: R,
  d: {
    /** The field for the agency at which the post is. */
    postAt: keyof R['fields'] & string
    /** The field for what the post is called. */
    post: keyof R['fields'] & string
    /** The field for the first day. */
    from: keyof R['fields'] & string
    /** The field for the last day. */
    until: keyof R['fields'] & string
  },
): Away => ({ in: register, ...d })
