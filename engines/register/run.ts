export { canBeTyped, cellOf, columnOfField, type Titles } from './cells.ts'
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
