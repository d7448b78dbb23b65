import * as z from 'zod'
import type { DocumentRead } from './index.ts'

const agency = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
  .max(80)
const most = 500

/** What a person has decided of a reading before it is taken in. */
export const settled = z
  .strictObject({
    agencies: z
      .record(z.string().max(80), agency.nullable())
      .refine((named) => Object.keys(named).length <= most, `最多 ${most} 个部门`)
      .optional()
      .describe('文中的部门是本市哪个单位：原文写法 → 机构编号；空值保留原文'),
    dues: z
      .record(z.string().regex(/^\d{1,3}$/), z.iso.date().nullable())
      .refine((dues) => Object.keys(dues).length <= most, `最多 ${most} 条`)
      .optional()
      .describe('条号 → 完成日期；空值为持续推进'),
  })
  .describe('看过读出的样子以后，人认定的内容')

/** A reading as a person looks it over before it is taken in. */
export const lookedOver = z.object({
  ...{ title: z.string(), issuer: z.string(), issuedOn: z.string().nullable(), year: z.int().nullable() },
  own: z.enum(['own', 'another', 'unsaid']),
  items: z.array(
    z.object({
      ...{ number: z.int(), chapter: z.string(), section: z.string(), title: z.string(), text: z.string() },
      ...{ agenciesText: z.string(), dueText: z.string(), dueOn: z.string().nullable(), ongoing: z.boolean() },
      inferred: z.boolean(),
    }),
  ),
  rows: z.int(),
  unknown: z.array(z.object({ text: z.string(), items: z.array(z.int()), likely: z.string().nullable() })),
  doubts: z.array(z.object({ item: z.int().nullable(), quote: z.string(), says: z.string() })),
})

/** The same of a reading. */
export const asLookedOver = (read: DocumentRead): z.infer<typeof lookedOver> => ({
  ...{ title: read.title, issuer: read.issuer, issuedOn: read.issuedOn, year: read.year, own: read.own },
  items: read.items.map(({ deadline, ...item }) => ({
    ...{ number: item.number, chapter: item.chapter, section: item.section, title: item.title, text: item.text },
    ...{ agenciesText: item.agenciesText, dueText: item.dueText, inferred: item.inferred },
    ...{ dueOn: deadline?.dueOn ?? null, ongoing: deadline?.ongoing ?? false },
  })),
  rows: read.rows.length,
  unknown: read.unknown,
  doubts: read.doubts.map(({ item, quote, says }) => ({ item, quote, says })),
})
