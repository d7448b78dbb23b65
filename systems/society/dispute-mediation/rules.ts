/** A dispute is handed to another centre than the one that has it. */
export const toAnotherCentre = ({ form, record }: { form: { centre: string }; record: { centre: string | null } }) =>
  form.centre === record.centre ? '它已经在这个中心' : undefined

/** What is agreed is to be done from today on. */
export const notInThePast = ({ form, today }: { form: { performBy: string }; today: string }) =>
  form.performBy < today ? '履行期限不能早于今天' : undefined
