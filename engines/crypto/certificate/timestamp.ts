import { OctetString } from '@peculiar/asn1-schema'
import { id_ct_tstInfo, MessageImprint, TSTInfo } from '@peculiar/asn1-tsp'
import { digest, type DigestName } from '../digest.ts'
import { faults } from '../faults.ts'
import type { SigningKey } from '../signing.ts'
import { arrayOf, bytesOf, digestOids, readDer } from './asn1.ts'
import type { ReadCertificate } from './certificate.ts'
import { digestFor, digestNamed, readSignedData, signData } from './signed-data.ts'

/** The house's policy has no arc of its own yet: the one that RFC 3161 users may take for tests. */
const policy = '1.2.3.4.1'

/** Bytes as a whole number that is not negative, in as few bytes as it takes. */
function positive(bytes: Uint8Array): Buffer {
  const from = bytes.findIndex((byte) => byte !== 0)
  const digits = from < 0 ? Buffer.from([0]) : Buffer.from(bytes.subarray(from))
  return (digits[0] as number) & 0x80 ? Buffer.concat([Buffer.from([0]), digits]) : digits
}

/** What is stamped: the digest of a document, and a number of the asker's own against replay. */
export interface Imprint {
  digest: DigestName
  value: Uint8Array
  nonce?: Uint8Array
}

/**
 * Signs that a document was there at an instant: a token of RFC 3161, SM2 with SM3 or ECDSA with SHA-256 as the key is.
 * The document itself is not seen. @source GM/T 0033; RFC 3161 2.4.2; RFC 5652 5
 * @param serial unique to the authority, 16 bytes, its first bit clear
 * @throws crypto/key-does-not-fit, crypto/imprint-wrong-length
 */
export function timestamp(
  authority: { key: SigningKey; certificate: Uint8Array },
  imprint: Imprint,
  o: { serial: Uint8Array; at: Date },
): Buffer {
  const name = digestFor(authority.key)
  if (imprint.value.length !== 32) throw faults['imprint-wrong-length']({ has: imprint.value.length })
  const info = bytesOf(
    new TSTInfo({
      policy,
      messageImprint: new MessageImprint({
        hashAlgorithm: digestNamed(imprint.digest),
        hashedMessage: new OctetString(imprint.value),
      }),
      serialNumber: arrayOf(o.serial),
      genTime: new Date(Math.floor(o.at.getTime() / 1000) * 1000),
      ...(imprint.nonce && { nonce: arrayOf(positive(imprint.nonce)) }),
    }),
  )
  return signData(authority, { type: id_ct_tstInfo, digest: digest(name, info), within: info })
}

/**
 * Reads a token about a document's digest. Whether its certificate is to be trusted at that instant, `followChain` tells.
 * @returns when it was stamped, and the certificate that signed it
 * @throws crypto/stamp-not-valid when altered, about something else, under another nonce, or not by a key for stamping;
 * crypto/certificate-malformed
 */
export function readTimestamp(token: Uint8Array, imprint: Imprint): { at: Date; certificate: ReadCertificate } {
  const signed = readSignedData(token)
  if (!signed || signed.type !== id_ct_tstInfo) throw faults['stamp-not-valid']()
  const { certificate, content: info = Buffer.alloc(0) } = signed
  const stamped = readDer(info, TSTInfo)
  const { hashAlgorithm, hashedMessage } = stamped.messageImprint
  const fits =
    certificate.use === 'timestamp' &&
    signed.holds(digest(digestFor(certificate.key), info)) &&
    hashAlgorithm.algorithm === digestOids[imprint.digest] &&
    Buffer.from(hashedMessage.buffer).equals(imprint.value) &&
    (!imprint.nonce || Buffer.from(stamped.nonce ?? new ArrayBuffer()).equals(positive(imprint.nonce)))
  if (!fits) throw faults['stamp-not-valid']()
  return { at: stamped.genTime, certificate }
}
