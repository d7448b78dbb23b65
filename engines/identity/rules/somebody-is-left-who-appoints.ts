import type { Ending } from '../asked.ts'
import { appointmentDesk } from '../desk.ts'
import { faults } from '../faults.ts'

/** Somebody must be left who can appoint everywhere; two ends at once wait for each other. @throws identity/last-administrator */
export async function somebodyIsLeftWhoAppoints({ tx, id, on, roles }: Ending) {
  const able = [...roles.values()]
    .filter((role) =>
      role.grants.some(
        (grant) => grant.on.name === appointmentDesk.name && grant.scope === 'all' && grant.actions.includes('appoint'),
      ),
    )
    .map((role) => role.name)
  await tx.query('select pg_advisory_xact_lock(320902)')
  const [counted] = await tx.query<{ left: number; was: boolean }>(
    `select count(*) filter (where id <> $1 and (until_on is null or until_on > $3) and acting_for is null)::int as left, bool_or(id = $1) as was
     from identity.position where roles && $2::text[]`,
    [id, able, on],
  )
  if (counted?.was && counted.left === 0) throw faults['last-administrator']()
}
