import { seals } from '#commons/electronic-seal'
import { defineSealedPaper } from '#platform'
import { copy } from './registers.ts'

/** A certified copy under the holder's seal. */
export const copyPaper = defineSealedPaper('archive-copy', {
  title: '档案证明',
  of: copy,
  with: seals,
  uses: ['business', 'official', 'licence'],
  by: 'holder',
  while: { field: 'standing', is: ['given'] },
  writes: ({ title, number, purpose, says, on }) => ({
    ...{ title: '档案证明', number, on: String(on) },
    lines: [
      ['题名', title ?? ''],
      ['用途', purpose],
    ],
    says: (says ?? '').split('\n').filter((line) => line.trim() !== ''),
  }),
})
