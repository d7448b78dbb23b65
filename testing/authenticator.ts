import { createHash, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto'

/** CBOR of what an authenticator says: small numbers, bytes, words and maps. @source RFC 8949 3 */
function cbor(value: number | string | Uint8Array | Map<number | string, unknown>): Buffer {
  const head = (major: number, n: number) =>
    n < 24
      ? Buffer.from([(major << 5) | n])
      : n < 256
        ? Buffer.from([(major << 5) | 24, n])
        : Buffer.from([(major << 5) | 25, n >> 8, n & 255])
  if (typeof value === 'number') return value >= 0 ? head(0, value) : head(1, -1 - value)
  if (typeof value === 'string') return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)])
  if (value instanceof Map)
    return Buffer.concat([head(5, value.size), ...[...value].flatMap(([key, of]) => [cbor(key), cbor(of as never)])])
  return Buffer.concat([head(2, value.length), value])
}

const hash = (words: string | Uint8Array) => createHash('sha256').update(words).digest()

/** A security key in a drawer: makes one passkey and signs with it, as a browser hands it on. @source W3C Web Authentication Level 3 6.1, 8.7 */
export class Authenticator {
  readonly #origin: string
  readonly #key: { privateKey: KeyObject; publicKey: KeyObject }
  readonly id = randomBytes(16)
  counter = 0
  constructor(origin: string) {
    this.#origin = origin
    this.#key = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  }

  #client(type: string, challenge: string) {
    return Buffer.from(JSON.stringify({ type, challenge, origin: this.#origin, crossOrigin: false }))
  }

  #data(flags: number, attested: Buffer = Buffer.alloc(0)) {
    const count = Buffer.alloc(4)
    count.writeUInt32BE((this.counter += 1))
    return Buffer.concat([hash(new URL(this.#origin).hostname), Buffer.from([flags]), count, attested])
  }

  /** Answers what a browser was given to make a passkey. */
  makes({ challenge }: { challenge: string }) {
    const { x, y } = this.#key.publicKey.export({ format: 'jwk' })
    const cose = cbor(
      new Map<number, unknown>([
        [1, 2],
        [3, -7],
        [-1, 1],
        [-2, Buffer.from(x as string, 'base64url')],
        [-3, Buffer.from(y as string, 'base64url')],
      ]),
    )
    const attested = Buffer.concat([Buffer.alloc(16), Buffer.from([0, this.id.length]), this.id, cose])
    const object = cbor(
      new Map<string, unknown>([
        ['fmt', 'none'],
        ['attStmt', new Map()],
        ['authData', this.#data(0x45, attested)],
      ]),
    )
    return this.#answer({
      clientDataJSON: this.#client('webauthn.create', challenge).toString('base64url'),
      attestationObject: object.toString('base64url'),
    })
  }

  /** Answers what a browser was given to ask a passkey. */
  signs({ challenge }: { challenge: string }) {
    const data = this.#data(0x05)
    const client = this.#client('webauthn.get', challenge)
    const signature = sign('sha256', Buffer.concat([data, hash(client)]), this.#key.privateKey)
    return this.#answer({
      clientDataJSON: client.toString('base64url'),
      authenticatorData: data.toString('base64url'),
      signature: signature.toString('base64url'),
    })
  }

  #answer(response: object) {
    const id = this.id.toString('base64url')
    return { id, rawId: id, type: 'public-key', response, clientExtensionResults: {} }
  }
}
