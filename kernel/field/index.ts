import * as z from 'zod'
import { fieldOf, noteOf, run, written, type FieldNote, type Options } from './note.ts'
import { day } from './day.ts'
import { inYuan } from './yuan.ts'
import { isItemCode } from './item-code.ts'
import { isLicenceTypeCode } from './licence-code.ts'
import { exampleCreditCode, isCreditCode, sealedKinds, type SealedName } from './numbers.ts'

export type Fields = Record<string, z.ZodType>
export type ValueOf<F extends Fields> = z.output<z.ZodObject<F>>
export type InputOf<F extends Fields> = z.input<z.ZodObject<F>>

const shapes = new WeakMap<Fields, z.ZodType>()

/** A form of these fields and no others; compiled once for each declaration. */
export function shapeOf(fields: Fields): z.ZodType {
  const known = shapes.get(fields)
  if (known) return known
  const shape = z.strictObject(fields)
  shapes.set(fields, shape)
  return shape
}

/** One line of words. */
export const text = (label: string, { max = 200, ...o }: Options & { max?: number } = {}) =>
  fieldOf(written(max, false), { label, widget: 'text', column: 'text', maxLength: max, ...o })

/** Paragraphs. */
export const longText = (label: string, { max = 4000, ...o }: Options & { max?: number } = {}) =>
  fieldOf(written(max, true), { label, widget: 'longText', column: 'text', maxLength: max, ...o })

/** The most that four bytes hold; ¥21 million in fen. */
const mostInInteger = 2_147_483_647

/** A whole number in its unit. */
export const integer = (
  label: string,
  { min = 0, max = mostInInteger, ...o }: Options & { min?: number; max?: number; unit?: string; zero?: string } = {},
) => {
  const column = min < -mostInInteger - 1 || max > mostInInteger ? 'bigint' : 'integer'
  return fieldOf(z.int().min(min).max(max), { label, widget: 'integer', column, min, max, ...o })
}

/** A decimal number in its unit; kept exactly. @param places digits after the point, at the most six */
export const decimal = (
  label: string,
  {
    min = 0,
    max = 1e12,
    places = 2,
    ...o
  }: Options & { min?: number; max?: number; places?: number; unit?: string } = {},
) =>
  fieldOf(
    z
      .number()
      .min(min)
      .max(max)
      .multipleOf(10 ** -places),
    { label, widget: 'integer', column: 'numeric', min, max, places, ...o },
  )

/** Progress in whole percent, 0–100. */
export const percent = (label: string, o: Options = {}) =>
  fieldOf(z.int().min(0).max(100), { label, widget: 'percent', column: 'integer', unit: '%', min: 0, max: 100, ...o })

/** One of a closed list: value → label. */
export const choice = <const O extends Record<string, string>>(label: string, options: O, o: Options = {}) =>
  fieldOf(z.enum(Object.keys(options) as [keyof O & string, ...(keyof O & string)[]]), {
    label,
    widget: 'choice',
    column: 'text',
    options,
    ...o,
  })

export const yesNo = (label: string, o: Options = {}) =>
  fieldOf(z.boolean(), { label, widget: 'yesNo', column: 'boolean', ...o })

/** A calendar day, YYYY-MM-DD. @source GB/T 7408.1 (ISO 8601-1) 5.2.2 */
export const date = (label: string, o: Options = {}) =>
  fieldOf(day().brand<'date'>(), { label, widget: 'date', column: 'date', standard: 'GB/T 7408.1', ...o })

/** A month, YYYY-MM. @source GB/T 7408.1 (ISO 8601-1) 5.2.2 */
export const month = (label: string, o: Options = {}) =>
  fieldOf(
    z
      .string()
      .regex(/^\d{4}-(0[1-9]|1[0-2])$/, '应为 年-月，如 2024-11')
      .brand<'month'>(),
    { label, widget: 'month', column: 'text', standard: 'GB/T 7408.1', example: '2024-11', ...o },
  )

const anyFile = { id: '0'.repeat(64), name: '附件.pdf', type: 'application/pdf', size: 1024 }

/** Files kept by content: what each is called, its kind, its size. */
export const files = (label: string, { min = 0, max = 10, ...o }: Options & { min?: number; max?: number } = {}) =>
  fieldOf(
    z
      .array(
        z.strictObject({
          id: z.string().regex(/^[0-9a-f]{64}$/),
          name: written(200, false),
          type: z.string().max(200),
          size: z.int().min(0),
        }),
      )
      .min(min)
      .max(max),
    { label, widget: 'files', column: 'jsonb', min, maxLength: max, example: [anyFile], ...o },
  )

/** A small table of words: rows under named columns, in their order. */
export const table = <const C extends Record<string, string>>(
  label: string,
  columns: C,
  { max = 500, ...o }: Options & { max?: number } = {},
) => {
  const cell = z
    .string()
    .max(500)
    .refine((text) => !/[^\P{Cc}\t\n\r]/u.test(text) && text.isWellFormed(), '含有不能保存的字符')
  const row = z.strictObject(
    Object.fromEntries(Object.keys(columns).map((name) => [name, cell])) as Record<keyof C & string, typeof cell>,
  )
  return fieldOf(z.array(row).max(max), { label, widget: 'table', column: 'jsonb', columns, maxLength: max, ...o })
}

const sealed = (name: SealedName, label: string, o: Omit<Options, 'sensitivity'> & { standard: string }) =>
  fieldOf(run(40).toUpperCase().refine(sealedKinds[name].holds, sealedKinds[name].says), {
    label,
    widget: 'text',
    column: 'text',
    maxLength: 40,
    sensitivity: 'personal',
    example: sealedKinds[name].example,
    sealed: name,
    ...o,
  })

/** A citizen's number, kept sealed. @source GB 11643-1999 */
export const citizenNumber = (label = '公民身份号码', o: Omit<Options, 'sensitivity' | 'standard'> = {}) =>
  sealed('citizen-number', label, { standard: 'GB 11643', ...o })

/** A mobile number of the mainland, kept sealed. */
export const mobile = (label = '手机号码', o: Omit<Options, 'sensitivity' | 'standard'> = {}) =>
  sealed('mobile', label, { standard: 'YD/T 965', ...o })

/** A bank card's number, kept sealed. @source GB/T 15694.1, JR/T 0008 */
export const bankCard = (label = '银行卡号', o: Omit<Options, 'sensitivity' | 'standard'> = {}) =>
  sealed('bank-card', label, { standard: 'JR/T 0008', ...o })

/** An organisation's code, which is public. @source GB 32100-2015 */
export const creditCode = (label = '统一社会信用代码', o: Options = {}) =>
  fieldOf(run(40).toUpperCase().refine(isCreditCode, '应为 18 位统一社会信用代码，校验码要相符'), {
    label,
    widget: 'text',
    column: 'text',
    maxLength: 18,
    standard: 'GB 32100',
    example: exampleCreditCode,
    ...o,
  })

/** The code of an item as one agency carries it out. @source GB/T 39046-2020 5.2; GB/T 39554.1 */
export const itemCode = (label = '实施编码', o: Options = {}) =>
  fieldOf(run(40).toUpperCase().refine(isItemCode, '应为 31 位实施编码：统一社会信用代码、行使层级、12 位基本编码'), {
    label,
    widget: 'text',
    column: 'text',
    maxLength: 31,
    standard: 'GB/T 39554.1',
    example: `${exampleCreditCode}3320117002011`,
    ...o,
  })

/** The code of a type of licence. @source GB/T 36902-2018 */
export const licenceTypeCode = (label = '证照类型代码', o: Options = {}) =>
  fieldOf(
    run(40).toUpperCase().refine(isLicenceTypeCode, '应为 21 位证照类型代码：主管单位的统一社会信用代码和 3 位数字'),
    {
      label,
      widget: 'text',
      column: 'text',
      maxLength: 21,
      standard: 'GB/T 36902',
      example: `${exampleCreditCode}001`,
      ...o,
    },
  )

const filled = new WeakMap<z.ZodType, z.ZodType>()

/** The same field, which may be left empty. */
export const optional = <T extends z.ZodType>(field: T) => {
  const note = noteOf(field)
  const emptied = fieldOf(
    field.nullish().transform((value) => value ?? null),
    { ...note, optional: true },
  )
  filled.set(emptied, field)
  return emptied
}

/**
 * A field as an answer tells it: a sealed one masked, null where it is empty.
 * @param veiled null too where it is hidden from the reader
 */
export function toldOf(field: z.ZodType, veiled: boolean): z.ZodType {
  const { sealed, optional: mayBeEmpty, label } = noteOf(field)
  const mask = sealed && sealedKinds[sealed].mask(sealedKinds[sealed].example)
  const told = mask
    ? z.string().meta({ title: label, description: `${label}，已遮盖`, examples: [mask] })
    : filled.get(field)
  return mayBeEmpty || (veiled && !sealed) ? (told ?? field).nullable() : (told ?? field)
}

/** The sentence a Zod issue becomes for an official: which field, and what is wrong with it. */
export function issueSays(fields: Fields, issue: z.core.$ZodIssue): string {
  const [name] = issue.path
  const field = typeof name === 'string' && Object.hasOwn(fields, name) ? fields[name] : undefined
  const note = field && noteOf(field)
  return `${(note?.label ?? issue.path.join('.')) || '内容'}：${wrong(issue, note)}`
}

function wrong(issue: z.core.$ZodIssue, note: FieldNote | undefined): string {
  const missing = issue.input === undefined || issue.input === null
  if (issue.code !== 'invalid_type' && issue.message.startsWith('应')) return issue.message
  const bound = (limit: number | bigint) => (note?.widget === 'money' ? `${inYuan(Number(limit))} 元` : String(limit))
  switch (issue.code) {
    case 'invalid_type':
      return missing ? '必须填写' : '类型不对'
    case 'too_small':
      return issue.origin === 'string'
        ? '必须填写'
        : issue.origin === 'array'
          ? `至少要有 ${issue.minimum} 个`
          : `不能小于 ${bound(issue.minimum)}`
    case 'too_big':
      return issue.origin === 'string'
        ? `不能超过 ${issue.maximum} 个字`
        : issue.origin === 'array'
          ? `不能多于 ${issue.maximum} 个`
          : `不能大于 ${bound(issue.maximum)}`
    case 'not_multiple_of':
      return `最多 ${note?.places ?? 2} 位小数`
    case 'invalid_value':
      return missing ? '请选择一项' : '不在可选的范围内'
    case 'unrecognized_keys':
      return `没有这样的字段 ${issue.keys.join('、')}`
    case 'invalid_format':
      return issue.format === 'date' ? '应为 年-月-日，如 2024-12-31' : '格式不对'
    default:
      return issue.message
  }
}

export { email, url } from './addresses.ts'
export { choices } from './choices.ts'
export { day } from './day.ts'
export { faceOf, fieldFaces, type FieldFace } from './face.ts'
export { instant, timeOfDay } from './moments.ts'
export { licenceIdentifier, isLicenceIdentifier, type LicenceParts } from './licence-code.ts'
export { money } from './money.ts'
export {
  fieldOf,
  fieldShape,
  noteOf,
  notes,
  words,
  type Column,
  type FieldNote,
  type Options,
  type Sensitivity,
} from './note.ts'
export { sealedKinds, type SealedName } from './numbers.ts'
export { photos } from './photos.ts'
export { point } from './point.ts'
export { area, line } from './shapes.ts'
export { today } from './today.ts'
