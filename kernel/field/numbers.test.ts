import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { citizenCheck, creditCheck, isCardNumber, isCitizenNumber, isCreditCode, sealedKinds } from './numbers.ts'

/** Of a city without counties, of a county that a province governs itself, of one that is gone, of Hong Kong. */
const stillMet = ['44190019900101001', '42900419900101001', '32092819700101001', '81000019900101001'].map(
  (digits) => digits + citizenCheck(digits),
)

test('numbers that others published hold, with their check characters', () => {
  for (const number of ['11010519491231002X', '440524188001010014', '34052419800101001X', ...stillMet])
    assert.ok(isCitizenNumber(number), number)
  for (const code of ['91350100M000100Y43', '91440300708461136T']) assert.ok(isCreditCode(code), code)
  for (const card of ['4111111111111111', '6225760008219524', '5500005555555559']) assert.ok(isCardNumber(card), card)
})

/** The world's next day but one, in the way of a number. */
const tomorrow = () => new Date(Date.now() + 2 * 86_400_000).toISOString().slice(0, 10).replaceAll('-', '')

test('what is no number is none: wrong check, no such day, other alphabets, other lengths', () => {
  const checked = (text: string) => (/^\d{15}$/.test(text) ? `${text}00${citizenCheck(`${text}00`)}` : text)
  for (const wrong of [
    '110105194912310021',
    '11010519491331002X',
    '11010519490230002X',
    '11010519491231002x',
    '1101051949123100',
    // No such area, ever; a birth before anybody's; a birth that is yet to come.
    ...[
      '990105194912310',
      '000105194912310',
      '100105194912310',
      '320005194912310',
      '117105194912310',
      '840000199001010',
    ],
    ...['110105187912310', '110105299901010', `110105${tomorrow()}010`],
    '１1010519491231002X',
    '',
  ].map(checked))
    assert.ok(!isCitizenNumber(wrong), wrong)
  for (const wrong of ['91350100M000100Y44', '91350100I000100Y43', '91350100M000100Y4', ''])
    assert.ok(!isCreditCode(wrong), wrong)
  for (const wrong of ['4111111111111112', '411111111111', '0x11111111111111', ''])
    assert.ok(!isCardNumber(wrong), wrong)
})

test('law: one wrong character of a number is always found', () => {
  const citizen = fc
    .tuple(
      fc
        .tuple(fc.constantFrom('11', '32', '46', '65'), fc.integer({ min: 1, max: 70 }), fc.nat(99))
        .map(([province, ...rest]) => province + rest.map((two) => String(two).padStart(2, '0')).join('')),
      fc.date({ min: new Date('1900-01-01'), max: new Date('2020-12-31'), noInvalidDate: true }),
      fc.integer({ min: 0, max: 999 }),
    )
    .map(
      ([area, day, order]) =>
        `${area}${day.toISOString().slice(0, 10).replaceAll('-', '')}${String(order).padStart(3, '0')}`,
    )
    .map((digits) => digits + citizenCheck(digits))
  fc.assert(
    fc.property(citizen, fc.nat(17), fc.integer({ min: 1, max: 9 }), (number, at, by) => {
      assert.ok(isCitizenNumber(number))
      const digit = number[at] === 'X' ? 10 : Number(number[at])
      const other = String((digit + by) % 10)
      if (other !== number[at]) assert.ok(!isCitizenNumber(number.slice(0, at) + other + number.slice(at + 1)))
    }),
  )
  const code = '91350100M000100Y43'
  for (let at = 0; at < 17; at += 1)
    for (const other of '0123456789ABCDEFGHJKLMNPQRTUWXY')
      if (other !== code[at]) assert.notEqual(creditCheck(code.slice(0, at) + other + code.slice(at + 1)), '3')
})

test('a mask hides the day of birth, and all but four digits of a card', () => {
  assert.equal(sealedKinds['citizen-number'].mask('11010519491231002X'), '110*************2X')
  assert.equal(sealedKinds.mobile.mask('13812345678'), '138****5678')
  assert.equal(sealedKinds['bank-card'].mask('6225760008219524'), '************9524')
})
