import { dayOf } from '#kernel/clock'
import type { Database } from '#kernel/database'
import { faults } from '../faults.ts'
import type { Purpose } from '../index.ts'
import type { Holder } from '../mint.ts'

/**
 * A holder stands when the person with the phone still has an account, still may act for whomever they show, and has
 * had their papers checked where the purpose wants it.
 * @throws code/holder-gone, code/holder-not-checked
 */
export async function holderMustStand(database: Database, { holder, person }: Holder, purpose: Purpose, now: Date) {
  const [found] = await database.read<{ checked: boolean; acts: boolean }>(
    { all: 'on' },
    `select p.verified_at is not null as checked,
       p.id = $2 or exists (select 1 from identity.mandate m where m.agent = p.id and m.party = $2 and m.ended_at is null and m.from_on <= $3 and m.until_on >= $3) as acts
     from identity.person p where p.id = $1 and p.ended_at is null`,
    [person, holder, dayOf(now)],
  )
  if (!found?.acts) throw faults['holder-gone']()
  if (purpose.checked && !found.checked) throw faults['holder-not-checked']({ purpose: purpose.title })
}
