import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { isLicenceIdentifier, isLicenceTypeCode, licenceIdentifier } from './licence-code.ts'

const real = [
  '1.2.156.3005.2.11100000000013338W011.11430000006122244L.20230000403.001.U',
  '1.2.156.3005.2.11100000MB03271699022.340100.000000016.001.9',
  '1.2.156.3005.2.11100000000013338W009.11330105002500287C.2025052201.002.0',
]

test('identifiers that are in use are found right, and made again out of their parts', () => {
  for (const one of real) {
    assert.ok(isLicenceIdentifier(one), one)
    const [, , , , , type = '', issuer = '', serial = '', edition] = one.split('.')
    assert.ok(isLicenceTypeCode(type))
    assert.equal(licenceIdentifier({ type, issuer, serial, edition: Number(edition) }), one)
  }
})

test('any one character changed is found', () => {
  const [one = ''] = real
  const from = '1.2.156.3005.2.'.length
  fc.assert(
    fc.property(
      fc.integer({ min: from, max: one.length - 1 }),
      fc.constantFrom(...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'),
      (at, char) => {
        if (one[at] === '.' || one[at] === char) return
        assert.equal(isLicenceIdentifier(one.slice(0, at) + char + one.slice(at + 1)), false)
      },
    ),
  )
})
