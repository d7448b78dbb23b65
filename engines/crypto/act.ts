import type { Asked } from './asked.ts'
import { aCertificateIsDecidedOnce } from './rules/a-certificate-is-decided-once.ts'
import { aStoppedApplicationGetsNoToken } from './rules/a-stopped-application-gets-no-token.ts'
import { aVersionInUseIsNotRetired } from './rules/a-version-in-use-is-not-retired.ts'
import { anotherOfficerConfirms } from './rules/another-officer-confirms.ts'
import { onlyWhatIsRetiredIsDestroyed } from './rules/only-what-is-retired-is-destroyed.ts'
import { onlyWhatIsRetiredIsPutBack } from './rules/only-what-is-retired-is-put-back.ts'

/**
 *                                      retire     restore    doom       destroy    token            decide
 * it is found in the officer's scope   key.ts     key.ts     key.ts     key.ts     application.ts   authority.ts
 * a version in use is not retired      ●
 * only what is retired is put back                ●
 * only what is retired is destroyed                          ●          ●
 * another officer confirms                                              ●
 * a stopped application gets no token                                              ●
 * a certificate is decided once                                                                     ●
 */
const guards: { readonly [V in keyof Asked]: readonly ((asked: Asked[V]) => void)[] } = {
  retire: [aVersionInUseIsNotRetired],
  restore: [onlyWhatIsRetiredIsPutBack],
  doom: [onlyWhatIsRetiredIsDestroyed],
  destroy: [onlyWhatIsRetiredIsDestroyed, anotherOfficerConfirms],
  token: [aStoppedApplicationGetsNoToken],
  decide: [aCertificateIsDecidedOnce],
}

/** Every rule that guards what an officer does in custody, in the order it is asked. @throws crypto/version-in-use, crypto/version-not-usable, crypto/version-not-retired, crypto/needs-another-officer, crypto/application-stopped, crypto/certificate-decided */
export function guard<V extends keyof Asked>(verb: V, asked: Asked[V]) {
  for (const rule of guards[verb]) rule(asked)
}
