import type { Row, Tx } from '#kernel/database'

/** Of what happened to a case, its step is evidence: who acted as what, from where to where, and the form. */
export const stepsAsEvidence = {
  kinds: ['case.opened', 'case.acted'],
  /** The step that each event names, by the event's id. */
  async rowsOf(ask: Tx['query'], events: readonly { id: string; about: unknown }[]) {
    const stepOf = ({ about }: { about: unknown }) => (about as { step?: string }).step
    const steps = await ask<Row & { id: string }>(
      `select id, case_id as "case", action, from_state as "from", to_state as "to", actor_name as "actorName", agency, form
       from casework.step where id = any($1::uuid[])`,
      [events.flatMap((event) => stepOf(event) ?? [])],
    )
    const byId = new Map(steps.map((step) => [step.id, step]))
    return new Map(
      events.flatMap((event) => {
        const step = byId.get(stepOf(event) ?? '')
        return step ? [[event.id, step as never]] : []
      }),
    )
  },
}
