import type { Row, Tx } from '#kernel/database'
import type { Fields } from '#kernel/field'
import { directoryOf } from '#engines/identity/run'
import { namesThatAreNotKnown } from '#engines/register/run'
import { faults } from '../faults.ts'

/** The agencies and regions that a form names are in the directory, and such as its fields take. @throws case/form-incomplete */
export function namesInAFormMustBeKnown(tx: Tx, fields: Fields, form: Row, action: string) {
  const wrong = namesThatAreNotKnown(fields, form, directoryOf(tx))
  if (wrong.length > 0) throw faults['form-incomplete']({ action, wrong })
}
