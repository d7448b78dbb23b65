import { createPrivateKey, createPublicKey, ECDH } from 'node:crypto'
import { integer } from './signature.ts'
import { element } from './sm2-der.ts'

const hex = (text: string) => Buffer.from(text, 'hex')

/**
 * The curve sm2p256v1, y² = x³ + ax + b over p, whose base point (x, y) is of order n; `last` is n − 1. Each is 32 bytes,
 * big end first.
 * @source GM/T 0003.5
 */
export const curve = {
  p: hex('fffffffeffffffffffffffffffffffffffffffff00000000ffffffffffffffff'),
  a: hex('fffffffeffffffffffffffffffffffffffffffff00000000fffffffffffffffc'),
  b: hex('28e9fa9e9d9f5e344d5a9e4bcf6509a7f39789f515ab8f92ddbcbd414d940e93'),
  n: hex('fffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123'),
  last: hex('fffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54122'),
  x: hex('32c4ae2c1f1981195f9904466a39c9948fe30bbff2660be1715a4589334c74c7'),
  y: hex('bc3736a2f4f6779c59bdcee36b692153d0a9877cc62a474002df32e52139f0a0'),
} as const

const one = integer(Uint8Array.of(1))
const primeField = element(0x30, hex('06072a8648ce3d0101'), integer(curve.p))
const equation = element(0x30, element(4, curve.a), element(4, curve.b))
const whole = (point: Uint8Array) => Buffer.concat([Buffer.from([4]), point])

/** Whether 64 bytes x‖y are a point of the curve, both coordinates below p. */
export function onCurve(point: Uint8Array): boolean {
  try {
    ECDH.convertKey(whole(point), 'SM2')
    return point.length === 64
  } catch {
    return false
  }
}

/**
 * Multiplies a point of the curve, 64 bytes x‖y, by a secret number in 1 … n − 1, at most 32 bytes; x‖y again.
 *
 * Node hands on no such product, but OpenSSL works out the public half of a private key that comes without it, in time
 * that tells nothing of the key. On the same curve described with the point as its base, that half is the product.
 * @source SEC 1 C.2, C.4 (a curve described by its parameters; a private key)
 */
export function multiply(point: Uint8Array, secret: Uint8Array): Buffer {
  const described = element(0x30, one, primeField, equation, element(4, whole(point)), integer(curve.n), one)
  const key = element(0x30, one, element(4, secret), element(0xa0, described))
  const half = createPublicKey(createPrivateKey({ key, format: 'der', type: 'sec1' }))
  return half.export({ format: 'der', type: 'spki' }).subarray(-64)
}
