import { names, type CardKind, type Fact } from './facts.ts'

export { defineCard, tells, type CardKind, type Fact } from './facts.ts'
export { faults as codeFaults } from './faults.ts'
export { codeMustHold, type DayKey, type VerifiesCode } from './rules/code-must-hold.ts'
export {
  dayStatement,
  earlySeconds,
  everySeconds,
  fromBase64,
  hexOf,
  livesSeconds,
  readCode,
  type ReadCode,
} from './token.ts'

/** What a scan is for, and so what its scanner may be told. */
export interface Purpose {
  readonly name: string
  readonly title: string
  /** The rule that lets this be asked. */
  readonly basis: string
  readonly gives: readonly Fact[]
  /** `asked`: the holder agrees on the phone, scan by scan. `shown`: showing the code is enough; then nobody is named. */
  readonly consent: 'asked' | 'shown'
  /** Only holders whose papers were checked. */
  readonly checked: boolean
}

/** Declares a purpose. @throws Error when one that does not ask would name somebody */
export function definePurpose(
  name: string,
  d: { title: string; basis: string; gives: readonly Fact[]; consent: Purpose['consent']; checked?: boolean },
): Purpose {
  const named = d.gives.filter(names)
  if (d.consent === 'shown' && named.length > 0)
    throw new Error(`${name} gives ${named.map(({ title }) => title).join('、')} without asking`)
  return { name, checked: false, ...d }
}

/** One dynamic code for everyone: what it may be scanned for, and the cards that it carries. */
export interface Code {
  readonly kind: 'code'
  readonly name: string
  readonly title: string
  readonly purposes: readonly Purpose[]
  readonly cards: readonly CardKind[]
  /** `show` one's own; `scan`: keep an agency's scanners; `issue`: an agency's cards. */
  readonly actions: readonly ('show' | 'scan' | 'issue')[]
}

/** Declares the code of a city; there is one. */
export const defineCode = (
  name: string,
  d: { title: string; purposes: readonly Purpose[]; cards: readonly CardKind[] },
): Code => ({ kind: 'code', name, ...d, actions: ['show', 'scan', 'issue'] })
