import { dayOf, startOf } from '#kernel/clock'
import { newId } from '#kernel/database'
import type { House } from '#kernel/engine'
import { paperFor } from '#engines/seal/run'
import type { Person } from '#engines/identity/run'
import { faults } from './faults.ts'
import { tell, type Machine } from './machine.ts'
import { mostADay } from './rules/a-paper-is-printed-five-times-a-day.ts'

/**
 * Notes that somebody prints a sealed paper of theirs at a machine: which edition, with its digest.
 * @returns what to print
 * @throws seal/no-such-part seal/no-such-paper register/not-found kiosk/printed-enough
 */
export async function notePrint(house: House, machine: Machine, by: Person, of: { paper: string; record: string }) {
  const at = house.clock.now()
  const { paper } = await paperFor(house, { name: of.paper, id: of.record }, by)
  await house.database.write({ all: 'on' }, async (tx) => {
    await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`print ${by.person} ${of.record}`])
    const [printed] = await tx.query<{ count: number }>(
      'select count(*)::int as count from kiosk.print where person = $1 and record = $2 and at >= $3',
      [by.person, of.record, startOf(dayOf(at))],
    )
    if ((printed?.count ?? 0) >= mostADay) throw faults['printed-enough']({ most: mostADay })
    const { edition, digest, title } = paper
    await tx.query(
      'insert into kiosk.print (id, machine, person, paper, record, edition, digest, at) values ($1, $2, $3, $4, $5, $6, $7, $8)',
      [newId(at), machine.id, by.person, of.paper, of.record, edition, digest, at],
    )
    await tell(tx, 'printed', machine, by.person, at, { paper: title, edition, digest })
  })
  return { title: paper.title, edition: paper.edition, at: `/api/sealed-papers/${of.paper}/${of.record}/pdf` }
}
