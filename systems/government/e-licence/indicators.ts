import { licence, licenceType } from '#commons/licence'
import { defineIndicator } from '#platform'

/** How many licences hold. */
export const licencesValid = defineIndicator('licences-valid', {
  title: '有效电子证照',
  unit: '张',
  says: '已经签发、现在有效的电子证照数。',
  of: licence,
  formula: 'count',
  gives: ({ standing }) => standing === 'valid',
  counted: 'at-once',
})

/** How many types of licences are issued. */
export const licenceTypes = defineIndicator('licence-types-in-force', {
  title: '在用证照类型',
  unit: '种',
  says: '经审核发布、可以签发的证照类型数。',
  of: licenceType,
  formula: 'count',
  gives: ({ standing }) => standing === 'in-force',
  counted: 'at-once',
})
