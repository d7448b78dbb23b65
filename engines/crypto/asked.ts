export type VersionState = 'current' | 'kept' | 'retired' | 'destroyed'

/** A version of a key, as whoever would do something with it finds it. */
export interface Version {
  version: number
  state: VersionState
  /** The officer who asked that it be destroyed. */
  doomedBy: string | null
}

export type CertificateState = 'asked' | 'issued' | 'refused' | 'revoked'

/** What each verb of an officer is asked about. */
export interface Asked {
  retire: Version
  restore: Version
  doom: Version
  destroy: Version & { by: string }
  token: { stopped: boolean }
  /** Where a certificate stands, and where it must. */
  decide: { state: CertificateState; needs: CertificateState }
}
