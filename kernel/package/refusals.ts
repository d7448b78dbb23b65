import type { Fault } from '#kernel/fault'

/** How who opens a package says, in a sentence of its own, why it is not read. */
export interface Refusals {
  /** It is no package at all. */
  notAPackage: () => Fault
  /** It has a password, or is of the form before packages. */
  encrypted: () => Fault
  broken: (cause?: unknown) => Fault
  /** A part declares entities. */
  hasDoctype: () => Fault
  /** A part unfolds to more than so many megabytes. */
  tooLarge: (megabytes: number) => Fault
}
