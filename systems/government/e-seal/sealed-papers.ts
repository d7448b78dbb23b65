import { seals } from '#commons/electronic-seal'
import { defineSealedPaper } from '#platform'
import { sealedLetter } from './registers.ts'

const asLetter = {
  of: sealedLetter,
  with: seals,
  by: 'issuer',
  while: { field: 'standing', is: ['sealed'] },
} as const

/** A letter under its agency's seal. */
export const letterPaper = defineSealedPaper('sealed-letter', {
  ...asLetter,
  title: '用印文书',
  uses: ['official', 'business'],
  writes: ({ title, number, to, body, on }) => ({
    ...{ title, number, to, on: String(on), lines: [] },
    says: body.split('\n').filter((line) => line.trim() !== ''),
  }),
})
