export { canBeTyped, cellOf, columnOfField, valueOf, type Titles } from './cells.ts'
export { faults as registerFaults } from './faults.ts'
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
export { lookedAt, personalOf, veiled } from './veil.ts'
export {
  broughtFile,
  counting,
  endOfSheet,
  exportRegister,
  importRows,
  keepSheet,
  refusalOf,
  sendSheet,
  takesSheet,
  textsOf,
  titlesFor,
  type Desk,
  type Taking,
} from './sheet.ts'
