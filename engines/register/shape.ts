import * as z from 'zod'
import { instant, pageOf } from '#kernel/engine'
import { noteOf, shapeOf, toldOf } from '#kernel/field'
import { onceEach } from '#kernel/memo'
import { called } from '#kernel/openapi'
import { sealedFieldsOf, type Register } from './index.ts'

/** A row of any register: its own fields by name, and what every row carries. */
export const anyRow = z.looseObject({
  id: z.uuid().describe('编号'),
  version: z.int().describe('版本，从 1 起；更正时交回'),
  agency: z.string().nullable().describe('归哪个单位'),
  region: z.string().nullable().describe('在哪个地区'),
  createdAt: instant.describe('登记的时刻'),
  amendedAt: instant.describe('最近更正的时刻'),
})

/** Whether a register has fields that are hidden from whoever does not say what for. */
const veils = (register: Register) =>
  Object.values(register.fields).some((field) => {
    const { sensitivity, sealed } = noteOf(field)
    return sensitivity === 'personal' && !sealed
  })

function shapesOf(register: Register) {
  const { name, fields } = register
  const told = Object.fromEntries(Object.entries(fields).map(([key, field]) => [key, toldOf(field, true)]))
  const row = z.object({
    ...told,
    ...anyRow.shape,
    ...(veils(register) && { veiled: z.array(z.string()).optional().describe('没有说明目的而未显示的字段') }),
  })
  const amended = Object.fromEntries(register.amends.map((key) => [key, fields[key] as z.ZodType]))
  const sealed = sealedFieldsOf(register)
  return {
    row: called(`${name}.row`, row),
    whole: called(`${name}.record`, row.extend({ may: z.array(z.string()).describe('您能对它做什么') })),
    page: pageOf(called(`${name}.row`, row)),
    created: called(`${name}.new`, shapeOf(fields)),
    amended: called(`${name}.amended`, z.strictObject(amended).partial()),
    revealed: z.object(Object.fromEntries(sealed.map(([key]) => [key, (fields[key] as z.ZodType).optional()]))),
  }
}

/** The shapes of a register's rows: as a list and a page answer one, as one is made and corrected. */
export const registerShapes = onceEach(shapesOf)
