import * as made from '#kernel/field'
import { agencies, agency, region } from '#engines/identity'
import { record } from '#engines/register'

/** Every field a declaration may use. */
export const field = {
  text: made.text,
  longText: made.longText,
  integer: made.integer,
  decimal: made.decimal,
  percent: made.percent,
  choice: made.choice,
  yesNo: made.yesNo,
  date: made.date,
  month: made.month,
  files: made.files,
  optional: made.optional,
  agency,
  agencies,
  region,
  record,
}

export { elapsedShare } from '#kernel/clock'
export { defineSystem, type System } from '#kernel/system'
export { defineRole, may } from '#engines/identity'
export { defineRegister, type RecordOf } from '#engines/register'
export { defineIntake, defineReading, into, type DocumentRead } from '#engines/document'
export { defineCase, opensEach, opensForUnits, workingDays, type Seen } from '#engines/case'
export { acted, registered, type SeedAct } from './seed.ts'
export { bespokePage, casesPage, listPage } from './page.ts'
