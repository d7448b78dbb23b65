import { withParts, type Words } from '../../../engines/counter/index.ts'
import { partNamed } from '../render/questions.ts'

/** A draft's words with what a form holds of them, by its names. */
export const wordsFrom = (words: Words, answered: Words): Words =>
  withParts(
    words,
    Object.entries(answered).map(([name, value]) => [partNamed(name), value] as const),
  )
