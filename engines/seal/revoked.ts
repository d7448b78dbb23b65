import type { Database } from '#kernel/database'
import type { CertifyingName, RevocationReason } from '#engines/crypto/run'

/** Certificates of seals that are revoked: the city's list carries them. */
export async function revokedSeals(database: Database, algorithm: CertifyingName) {
  const serial = algorithm === 'sm2-sm3' ? 'serial' : 'twin_serial'
  const found = await database.read<{ serial: string; at: Date }>(
    { all: 'on' },
    `select ${serial} as serial, revoked_at as at from seal.seal where revoked_at is not null order by revoked_at`,
  )
  return found.map((one) => ({ ...one, reason: 'cessationOfOperation' as RevocationReason }))
}
