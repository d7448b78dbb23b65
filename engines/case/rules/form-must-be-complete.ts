import { issueSays, shapeOf } from '#kernel/field'
import { faults } from '../faults.ts'
import type { Asked } from '../asked.ts'

/** The form holds every required field, within its limits, and nothing else. @throws case/form-incomplete */
export function formMustBeComplete(asked: Asked) {
  const declared = asked.declared.states[asked.held.state]?.actions?.[asked.action]
  const fields = declared?.form ?? {}
  const result = shapeOf(fields).safeParse(asked.form, { reportInput: true })
  if (!result.success)
    throw faults['form-incomplete']({
      action: declared?.title ?? asked.action,
      wrong: result.error.issues.map((issue) => issueSays(fields, issue)),
    })
  asked.form = result.data as Asked['form']
}
