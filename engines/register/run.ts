import './events.ts'

export { canBeTyped, cellOf, columnOfField, type Titles } from './cells.ts'
export { checkRegisters, versionsAsEvidence } from './evidence.ts'
export { faults as registerFaults } from './faults.ts'
export { fieldKeysWrapped, openFieldKeys, rotateFieldKey, sealAnew } from './field-keys.ts'
export { mostCounted, pageOf, scroll, type Found } from './page.ts'
export {
  amendAs,
  byIds,
  change,
  create,
  createAs,
  heldByIds,
  hold,
  indexRegisters,
  list,
  nextCount,
  read,
  referring,
  type By,
} from './rows.ts'
export { indexWhole, makeFindable } from './search.ts'
export { citizenIndexOf } from './sealing.ts'
export { lookedAt, personalOf, veiled } from './veil.ts'
export {
  broughtFile,
  exportRegister,
  importRows,
  refusedBy,
  saidIn,
  sendSheet,
  takeIn,
  takesSheet,
  titlesFor,
  writeOut,
  type Desk,
  type Filled,
} from './sheet.ts'
