import * as z from 'zod'
import type { House } from '#kernel/engine'
import { directoryOf } from '#engines/identity/run'
import { tableOf } from '#engines/register'
import type { Reuse } from './index.ts'

/** What can be reused at most on one page, the most used first; all of it is in the register's own list. */
const mostShown = 100

/** What can be reused, and who runs on which edition of it, as its page shows it. */
export const reusedFace = z.object({
  title: z.string(),
  rows: z.array(
    z.object({
      ...{ id: z.uuid(), title: z.string(), solves: z.string(), sort: z.string(), standing: z.string() },
      ...{ agency: z.string(), users: z.int() },
      /** Whether the reader's agency may ask for it: it is another's, and not yet asked for. */
      offered: z.boolean(),
      /** The edition that is offered now. */
      edition: z.object({ id: z.uuid(), number: z.int(), title: z.string() }).nullable(),
      /** Who took an edition over, as its use stands. */
      adopters: z.array(
        z.object({
          ...{ id: z.uuid(), agency: z.string(), number: z.int(), standing: z.string() },
          ...{ usedDays: z.int(), usedOn: z.string().nullable() },
        }),
      ),
    }),
  ),
})

type Shown = z.infer<typeof reusedFace>['rows'][number]

/** What has been published, the most used first, with everybody who took it over. @param own the reader's agency */
export async function boardOf(house: House, { registers }: Reuse, own: string | null): Promise<Shown[]> {
  const { practice, edition, adoption } = registers
  const { agencies } = directoryOf(house)
  const called = (id: string | null) => (id && agencies.get(id)?.name) || ''
  const rows = await house.database.read<Omit<Shown, 'adopters' | 'offered'>>(
    { all: 'on' },
    `select p.id, p.title, p.solves, p.sort, p.standing, p.agency, p.users,
       (select json_build_object('id', e.id, 'number', e.number, 'title', e.title) from ${tableOf(edition)} e
        where e.practice = p.id and e.standing = 'published' order by e.number desc limit 1) as edition
     from ${tableOf(practice)} p where p.standing in ('published', 'retired') order by p.users desc, p.id desc limit ${mostShown}`,
    [],
  )
  const adopters = await house.database.read<Shown['adopters'][number] & { practice: string }>(
    { all: 'on' },
    `select a.id, a.practice, a.adopter as agency, e.number, a.standing, a.used_days as "usedDays", a.used_on as "usedOn"
     from ${tableOf(adoption)} a join ${tableOf(edition)} e on e.id = a.edition
     where a.practice = any($1::uuid[]) and a.standing in ('requested', 'agreed', 'adopted', 'used') order by a.used_days desc, a.id`,
    [rows.map(({ id }) => id)],
  )
  const by = Map.groupBy(adopters, ({ practice: of }) => of)
  return rows.map((row) => {
    const all = by.get(row.id) ?? []
    const asked = all.some(({ agency, number }) => agency === own && number === row.edition?.number)
    return {
      ...row,
      agency: called(row.agency),
      adopters: all.map(({ practice: _of, ...one }) => ({ ...one, agency: called(one.agency) })),
      offered: own !== null && row.edition !== null && row.agency !== own && !asked,
    }
  })
}
