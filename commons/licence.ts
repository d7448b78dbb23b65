import { defineRegister, field, lastDayOfMonths, licenceIdentifier, type RecordOf } from '#platform'

const open = { sensitivity: 'public' } as const

/** A type of licence (证照类型): who manages it, to whom it is issued, and how long it holds. @source GB/T 36902-2018 */
export const licenceType = defineRegister('licence-type', {
  title: '证照类型',
  naming: 'title',
  namedWith: { field: 'standing', is: ['draft', 'withdrawn'] },
  owner: 'lead',
  fields: {
    title: field.text('证照名称', { max: 100, ...open }),
    code: field.licenceTypeCode('证照类型代码', open),
    lead: field.agency('主管部门'),
    whom: field.choice('发给谁', { person: '个人', organisation: '单位' }, open),
    months: field.integer('有效期', { max: 600, unit: '个月', zero: '长期有效', ...open }),
    says: field.optional(field.longText('证面上的说明', { max: 500, ...open })),
    standing: field.choice('状态', { draft: '编制中', 'in-force': '在用', withdrawn: '停止签发' }, open),
  },
  unique: [['code']],
  columns: ['title', 'code', 'lead', 'whom', 'months', 'standing'],
  filters: ['lead', 'whom', 'standing'],
  defaults: { standing: 'draft' },
  moved: ['standing'],
  amends: ['title', 'months', 'says'],
  amendsWhile: { field: 'standing', is: ['draft'] },
})

/** What stands on the face of a type of licence (照面项). */
export const licenceFace = defineRegister('licence-face', {
  title: '照面项',
  naming: 'title',
  under: 'type',
  fields: {
    type: field.record('证照类型', licenceType),
    title: field.text('照面项', { max: 60, ...open }),
    kind: field.answerKind('怎样填', open),
    needed: field.yesNo('必须有', open),
    help: field.optional(field.text('说明', { max: 200, ...open })),
    options: field.optional(field.longText('可选的，一行一个', { max: 1000, ...open })),
    standing: field.choice('状态', { asked: '在用', gone: '不再用' }, open),
  },
  columns: ['title', 'kind', 'needed', 'standing'],
  filters: ['standing'],
  defaults: { kind: 'text', needed: true, standing: 'asked' },
  amends: ['title', 'needed', 'help', 'options', 'standing'],
  asks: {
    ...{ label: 'title', kind: 'kind', needed: 'needed', help: 'help', options: 'options' },
    while: [{ field: 'standing', is: ['asked'] }],
  },
})

/** How a licence stands; nothing but a valid one counts. @source the national platform's codes of certState (03 撤销, 04 注销, 05 失效) */
export const licenceStandings = { valid: '有效', revoked: '已撤销', cancelled: '已注销', expired: '已失效' } as const

type Type = RecordOf<typeof licenceType>

/** The last day of so many months from a day; none where a licence holds for good. */
const lastDay = (type: Type | undefined, from: string | null) =>
  type && from && type.months > 0 ? lastDayOfMonths(from, type.months) : null

/** A licence (电子证照) as it was issued to somebody. @source GB/T 36903-2018; GB/T 36904-2018 */
export const licence = defineRegister('licence', {
  title: '电子证照',
  naming: 'title',
  namedWith: { field: 'standing', is: ['revoked', 'cancelled', 'expired'] },
  owner: 'issuer',
  bearer: ['idNumber', 'creditCode'],
  fields: {
    type: field.record('证照类型', licenceType, { where: { standing: 'in-force' } }),
    holder: field.text('持证人', { max: 100, sensitivity: 'personal' }),
    idNumber: field.optional(field.citizenNumber('身份证号')),
    creditCode: field.optional(field.creditCode()),
    issuer: field.agency('发证机关'),
    said: field.answers('照面内容', licenceFace, { of: 'type', sensitivity: 'personal' }),
    title: field.optional(field.text('证照名称', { max: 100 })),
    typeCode: field.optional(field.text('证照类型代码', { max: 21 })),
    says: field.optional(field.longText('证面上的说明', { max: 500 })),
    division: field.optional(field.text('发证地区代码', { max: 6 })),
    serial: field.integer('流水号', { min: 1, max: 999_999_999 }),
    number: field.optional(field.text('证照编号', { max: 40 })),
    on: field.optional(field.date('发证日期')),
    until: field.optional(field.date('有效期至')),
    standing: field.choice('状态', licenceStandings),
  },
  shows: ['number', 'holder', 'idNumber', 'creditCode', 'said', 'issuer', 'on', 'until', 'standing'],
  counts: { field: 'serial', among: ['type', 'division'] },
  unique: [['type', 'division', 'serial']],
  derives: {
    title: ['type', 'title'],
    typeCode: ['type', 'code'],
    says: ['type', 'says'],
    division: ({ issuer }, { divisionOf }) => divisionOf(issuer),
    on: (_row, { today }) => today,
    until: ({ type, on }, { named }) => lastDay(named(licenceType, type), on),
    number: ({ division, on, serial }) => `${division}${String(on).slice(0, 4)}${String(serial).padStart(6, '0')}`,
  },
  columns: ['title', 'number', 'holder', 'issuer', 'on', 'until', 'standing'],
  filters: ['type', 'issuer', 'standing'],
  sorts: ['on', 'until'],
  defaults: { said: [], standing: 'valid' },
  moved: ['standing'],
  amends: ['holder', 'said'],
  amendsWhile: { field: 'standing', is: ['valid'] },
})

/** What names an edition of a licence. @source GB/T 36904-2018 */
export const identifierOf = ({ typeCode, division, serial }: RecordOf<typeof licence>, edition: number): string =>
  licenceIdentifier({
    ...{ type: typeCode ?? '', issuer: division ?? '', edition },
    serial: String(serial).padStart(9, '0'),
  })
