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

/** One of the two points with this x; the other has p − y. The x must belong to a point. */
export const lift = (x: bigint): Point => ({ x, y: power(cubic(x), (curve.p + 1n) / 4n) })

/** The sum of two points that are not each other's opposite. */
export function add(a: Point, b: Point): Point {
  const slope =
    a.x === b.x ? (3n * a.x * a.x - 3n) * power(2n * a.y, curve.p - 2n) : (b.y - a.y) * power(b.x - a.x, curve.p - 2n)
  const x = residue(slope * slope - a.x - b.x)
  return { x, y: residue(slope * (a.x - x) - a.y) }
}
