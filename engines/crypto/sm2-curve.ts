import { randomBytes } from 'node:crypto'

/** The curve sm2p256v1: y² = x³ − 3x + b over p, order n. @source GM/T 0003.5 */
export const curve = {
  p: 0xfffffffeffffffffffffffffffffffffffffffff00000000ffffffffffffffffn,
  b: 0x28e9fa9e9d9f5e344d5a9e4bcf6509a7f39789f515ab8f92ddbcbd414d940e93n,
  n: 0xfffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123n,
  x: 0x32c4ae2c1f1981195f9904466a39c9948fe30bbff2660be1715a4589334c74c7n,
  y: 0xbc3736a2f4f6779c59bdcee36b692153d0a9877cc62a474002df32e52139f0a0n,
} as const

export interface Point {
  readonly x: bigint
  readonly y: bigint
}

/** A whole number of at most 256 bits as 32 bytes, big end first. */
export const bytes32 = (value: bigint): Buffer => Buffer.from(value.toString(16).padStart(64, '0'), 'hex')

/** Bytes as a whole number, big end first. */
export const wholeOf = (bytes: Uint8Array): bigint => BigInt(`0x${Buffer.from(bytes).toString('hex') || '0'}`)

/** A residue modulo p, never negative. */
export const residue = (value: bigint): bigint => ((value % curve.p) + curve.p) % curve.p

function power(value: bigint, exponent: bigint): bigint {
  let result = 1n
  for (let square = residue(value), left = exponent; left > 0n; left >>= 1n, square = (square * square) % curve.p)
    if (left & 1n) result = (result * square) % curve.p
  return result
}

const cubic = (x: bigint) => residue(x * x * x - 3n * x + curve.b)

/** Whether both coordinates are below p and satisfy the equation. */
export const onCurve = ({ x, y }: Point): boolean => x < curve.p && y < curve.p && residue(y * y) === cubic(x)

/** A point in Jacobian coordinates: X = x·Z², Y = y·Z³. */
type Jacobian = readonly [x: bigint, y: bigint, z: bigint]

function doubled([x, y, z]: Jacobian): Jacobian {
  const delta = residue(z * z)
  const gamma = residue(y * y)
  const beta = residue(x * gamma)
  const alpha = residue(3n * (x - delta) * (x + delta))
  const x3 = residue(alpha * alpha - 8n * beta)
  return [x3, residue(alpha * (4n * beta - x3) - 8n * gamma * gamma), residue(2n * y * z)]
}

function sum([x1, y1, z1]: Jacobian, [x2, y2, z2]: Jacobian): Jacobian {
  const [square1, square2] = [residue(z1 * z1), residue(z2 * z2)]
  const u1 = residue(x1 * square2)
  const s1 = residue(y1 * z2 * square2)
  const h = residue(x2 * square1 - u1)
  const r = residue(y2 * z1 * square1 - s1)
  const h2 = residue(h * h)
  const h3 = residue(h * h2)
  const x = residue(r * r - h3 - 2n * u1 * h2)
  return [x, residue(r * (u1 * h2 - x) - s1 * h3), residue(h * z1 * z2)]
}

/**
 * Multiplies a point of the curve by a secret number in 1 … n − 2 of 32 bytes. Node reaches no such product on this
 * curve. A ladder over the number blinded by a random multiple of n: its steps are the same for every secret, though
 * BigInt itself takes time by size.
 */
export function multiply(point: Point, secret: Uint8Array): Point {
  const blinded = wholeOf(secret) + curve.n * (wholeOf(randomBytes(8)) | (1n << 63n))
  let low: Jacobian = [point.x, point.y, 1n]
  let high = doubled(low)
  for (const bit of blinded.toString(2).slice(1)) {
    const both = sum(low, high)
    ;[low, high] = bit === '1' ? [both, doubled(high)] : [doubled(low), both]
  }
  const inverse = power(low[2], curve.p - 2n)
  const square = residue(inverse * inverse)
  return { x: residue(low[0] * square), y: residue(low[1] * square * inverse) }
}
