import { identifierOf, licence } from '#commons/licence'
import { seals } from '#commons/electronic-seal'
import { defineSealedPaper, type RecordOf } from '#platform'

/** What stands on the face of a licence, line by line. */
const linesOf = (of: RecordOf<typeof licence>, edition: number): [string, string][] => [
  ['持证人', of.holder],
  ...(of.idNumber ? [['身份证号', of.idNumber] as [string, string]] : []),
  ...(of.creditCode ? [['统一社会信用代码', of.creditCode] as [string, string]] : []),
  ...of.said.flatMap(({ label, says }): [string, string][] =>
    Array.isArray(says) ? [] : [[label ?? '', String(says)]],
  ),
  ['有效期', of.until ? `${of.on} 至 ${of.until}` : `${of.on} 起长期有效`],
  ['电子证照标识', identifierOf(of, edition)],
]

/** A licence under its issuer's seal. */
export const licencePaper = defineSealedPaper('licence', {
  title: '电子证照',
  of: licence,
  with: seals,
  uses: ['licence', 'official'],
  by: 'issuer',
  while: { field: 'standing', is: ['valid'] },
  writes: (row, { edition }) => ({
    ...{ title: row.title ?? '电子证照', number: row.number, on: String(row.on) },
    lines: linesOf(row, edition),
    says: row.says ? [row.says] : [],
  }),
})
