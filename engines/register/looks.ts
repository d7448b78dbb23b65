import type * as z from 'zod'
import type { Database } from '#kernel/database'
import { noteOf } from '#kernel/field'
import type { Register } from './index.ts'

/** A look as the person whom it is about reads it. */
interface LookFace {
  id: string
  at: Date
  officer: string
  agency: string | null
  purpose: string
  /** The register's name, and the row. */
  of: string
  record: string
  fields: string[]
}

/** Looks that one page holds. */
export const looksAPage = 50

const later = `id < coalesce($2::uuid, 'ffffffff-ffff-ffff-ffff-ffffffffffff')`
const page = `order by id desc limit ${looksAPage}`

/**
 * Who looked at a person's data, the newest first: in rows that are theirs, and in rows of whoever else that bear the
 * citizen number which two clerks verified their account with. A look that both keep has one id, and is one. Whose rows of
 * `record.look` are read is decided by the person alone, whose account names the index.
 * @param after the id of the last look that was read
 * @source 个人信息保护法 第44、45条 (知情、查阅)
 */
export const looksAt = (database: Database, person: string, after: string | undefined): Promise<LookFace[]> =>
  database.read<LookFace>(
    { all: 'on' },
    `(select id, at, officer_name as officer, agency, purpose, of, record, fields from identity.look where person = $1 and ${later} ${page})
     union
     (select id, at, officer_name, agency, purpose, register, record, fields from record.look
      where citizen = (select citizen from identity.person where id = $1 and citizen_agreed_by is not null) and ${later} ${page})
     ${page}`,
    [person, after ?? null],
  )

/** A look in words: whose it is may have no right to read the register, and reads its title and its fields' labels all the same. */
export const inWords = (look: LookFace, register: Register | undefined) => ({
  ...look,
  title: register?.title ?? look.of,
  labels: look.fields.map((name) => {
    const field = register && Object.hasOwn(register.fields, name) ? register.fields[name] : undefined
    return field ? noteOf(field as z.ZodType).label : name
  }),
})
