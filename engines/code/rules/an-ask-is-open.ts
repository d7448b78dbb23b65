import { faults } from '../faults.ts'

/** A holder answers what nobody has answered yet, while they are asked. @throws code/ask-over */
export function anAskIsOpen({ state, until, now }: { state: string; until: Date; now: Date }) {
  if (state !== 'asked' || until <= now) throw faults['ask-over']()
}
