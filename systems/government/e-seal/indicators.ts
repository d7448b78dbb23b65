import { electronicSeal } from '#commons/electronic-seal'
import { defineIndicator } from '#platform'
import { sealedLetter } from './registers.ts'

/** How many seals may be used. */
export const sealsInUse = defineIndicator('electronic-seals-in-use', {
  title: '在用电子印章',
  unit: '枚',
  says: '已经制作、现在可以盖章的电子印章数。',
  of: electronicSeal,
  formula: 'count',
  gives: ({ standing }) => standing === 'in-use',
  counted: 'at-once',
})

/** How many letters went out under a seal. */
export const lettersSealed = defineIndicator('letters-sealed', {
  title: '已用印文书',
  unit: '件',
  says: '经审批盖了电子印章、没有作废的文书数。',
  of: sealedLetter,
  formula: 'count',
  gives: ({ standing }) => standing === 'sealed',
  counted: 'at-once',
})
