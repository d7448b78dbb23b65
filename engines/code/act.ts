import type { Database } from '#kernel/database'
import type { Purpose } from './index.ts'
import type { Holder } from './mint.ts'
import { anAskIsOpen } from './rules/an-ask-is-open.ts'
import { codeMustHold, type DayKey, type VerifiesCode } from './rules/code-must-hold.ts'
import { holderMustStand } from './rules/holder-must-stand.ts'
import { itWasScannedLately } from './rules/it-was-scanned-lately.ts'
import { whatIsAskedNeedsTheNetwork } from './rules/what-is-asked-needs-the-network.ts'
import type { ReadCode } from './token.ts'

/** What each rule is asked about, by what is guarded. */
interface Asked {
  late: { purpose: Purpose; at: Date; now: Date }
  code: { code: ReadCode; at: number; keys: readonly DayKey[]; root: string; verify: VerifiesCode }
  holder: { database: Database; of: Holder; purpose: Purpose; now: Date }
  answer: { state: string; until: Date; now: Date }
}

/**
 *                                      a scan     one handed in later   the holder's answer
 * what is asked needs the network                 ● late
 * it was scanned lately                           ● late
 * the text is a code                   scan.ts    scan.ts
 * the code holds                       ● code     ● code
 * the key of its day is still kept     scan.ts    scan.ts
 * its holder stands                    ● holder
 * a scanner scans it once              scan.ts    scan.ts
 * the ask is the holder's                                               scan.ts
 * the ask is open                                                       ● answer
 */
const guards: { readonly [V in keyof Asked]: readonly ((asked: Asked[V]) => void | Promise<void>)[] } = {
  late: [whatIsAskedNeedsTheNetwork, itWasScannedLately],
  code: [({ code, ...held }) => codeMustHold(code, held)],
  holder: [({ database, of, purpose, now }) => holderMustStand(database, of, purpose, now)],
  answer: [anAskIsOpen],
}

/**
 * Every rule that guards a scan and its answer, in the order it is asked.
 * @throws code/needs-network, code/not-yet, code/too-late, code/expired, code/key-not-known, code/signature-not-valid
 * @throws code/holder-gone, code/holder-not-checked, code/ask-over
 */
export async function guard<V extends keyof Asked>(verb: V, asked: Asked[V]) {
  for (const rule of guards[verb]) await rule(asked)
}
