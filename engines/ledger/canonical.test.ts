import assert from 'node:assert/strict'
import { test } from 'node:test'
import canonicalize from 'canonicalize'
import fc from 'fast-check'
import { canonical } from './canonical.ts'

const runs = { seed: 8785, numRuns: 400 }
/** Any value of JSON; −0 is written as 0 and so does not come back. */
const values = fc.jsonValue({ stringUnit: 'binary', maxDepth: 6 }).map((value) => JSON.parse(JSON.stringify(value)))

const numbered = (bits: string) => Buffer.from(bits, 'hex').readDoubleBE()

test('numbers are written as the table of the standard writes them', () => {
  // RFC 8785 appendix B: the 64 bits of a number, and its text.
  for (const [bits, text] of [
    ['0000000000000000', '0'],
    ['8000000000000000', '0'],
    ['0000000000000001', '5e-324'],
    ['8000000000000001', '-5e-324'],
    ['7fefffffffffffff', '1.7976931348623157e+308'],
    ['ffefffffffffffff', '-1.7976931348623157e+308'],
    ['4340000000000000', '9007199254740992'],
    ['c340000000000000', '-9007199254740992'],
    ['4430000000000000', '295147905179352830000'],
    ['44b52d02c7e14af5', '9.999999999999997e+22'],
    ['44b52d02c7e14af6', '1e+23'],
    ['44b52d02c7e14af7', '1.0000000000000001e+23'],
    ['444b1ae4d6e2ef4e', '999999999999999700000'],
    ['444b1ae4d6e2ef4f', '999999999999999900000'],
    ['444b1ae4d6e2ef50', '1e+21'],
    ['3eb0c6f7a0b5ed8c', '9.999999999999997e-7'],
    ['3eb0c6f7a0b5ed8d', '0.000001'],
    ['41b3de4355555553', '333333333.3333332'],
    ['41b3de4355555554', '333333333.33333325'],
    ['41b3de4355555555', '333333333.3333333'],
    ['41b3de4355555556', '333333333.3333334'],
    ['41b3de4355555557', '333333333.33333343'],
    ['becbf647612f3696', '-0.0000033333333333333333'],
    ['43143ff3c1cb0959', '1424953923781206.2'],
  ] as const)
    assert.equal(canonical(numbered(bits)), text)
  for (const bits of ['7fffffffffffffff', '7ff0000000000000', 'fff0000000000000'])
    assert.throws(() => canonical(numbered(bits)), TypeError)
})

test('a text is read back as the value that it was written of, and written of it again', () => {
  fc.assert(
    fc.property(values, (value) => {
      const text = canonical(value)
      assert.deepEqual(JSON.parse(text), value)
      assert.equal(canonical(JSON.parse(text)), text)
    }),
    runs,
  )
})

test('names stand in the order of their UTF-16 units at every depth', () => {
  const inOrder = (value: unknown): boolean => {
    if (typeof value !== 'object' || value === null) return true
    if (Array.isArray(value)) return value.every(inOrder)
    // What reads JSON puts names that are whole numbers first, whatever the text says: here none is one.
    const names = Object.keys(value)
    return names.every((name, i) => i === 0 || (names[i - 1] as string) < name) && Object.values(value).every(inOrder)
  }
  const names = fc.string({ unit: 'binary', maxLength: 4 }).map((name) => `n${name}`)
  const named = fc.dictionary(names, fc.dictionary(names, fc.constant(1)), { maxKeys: 8 })
  fc.assert(
    fc.property(named, (value) => inOrder(JSON.parse(canonical(value)))),
    runs,
  )
})

test('a library of the standard writes the same text', () => {
  fc.assert(
    fc.property(values, (value) => assert.equal(canonical(value), canonicalize(value))),
    runs,
  )
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) =>
      assert.equal(canonical(value), canonicalize(value)),
    ),
    runs,
  )
})

test('what the library would pass over or rewrite is refused', () => {
  class Point {
    x = 1
  }
  const itself: unknown[] = []
  itself.push(itself)
  for (const wrong of [
    { a: undefined },
    [undefined],
    { a: () => 1 },
    { toJSON: () => 1 },
    [Symbol('a')],
    new Point(),
    new Date(0),
    Object(1),
    [1n],
    { '\ud800': 1 },
    { a: ['\udc00'] },
    itself,
  ])
    assert.throws(() => canonical(wrong), TypeError)
  const nested = (depth: number): unknown => (depth === 0 ? 1 : [nested(depth - 1)])
  assert.equal(canonical(nested(32)).length, 65)
  assert.throws(() => canonical(nested(33)), TypeError)
})
