import { sureEnough } from '#engines/identity/run'
import type { Asked } from '../asked.ts'

/** An act may demand a second factor, or a verified person. @throws identity/step-up-needed */
export function theCityIsSureEnoughOfWhoActs({ declared, held, action, actor }: Asked) {
  sureEnough(actor, declared.states[held.state]?.actions?.[action]?.needs?.assurance)
}
