import { dayOf, startOf } from '#kernel/clock'
import { newId } from '#kernel/database'
import type { House } from '#kernel/engine'
import { paperFor, pdfOf } from '#engines/seal/run'
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
  const id = newId(at)
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
      [id, machine.id, by.person, of.paper, of.record, edition, digest, at],
    )
    await tell(tx, 'printed', machine, by.person, at, { paper: title, edition, digest })
  })
  return { id, title: paper.title, edition: paper.edition }
}

const printedWithin = 5 * 60_000

/** The file that somebody has just asked this machine to print, in the edition that is on record. @throws kiosk/no-such-print */
export async function printed(house: House, machine: Machine, by: Person, id: string): Promise<Buffer> {
  const since = new Date(house.clock.now().getTime() - printedWithin)
  const [print] = await house.database.read<{ paper: string; record: string; edition: number }>(
    { all: 'on' },
    'select paper, record, edition from kiosk.print where id = $1 and machine = $2 and person = $3 and at > $4',
    [id, machine.id, by.person, since],
  )
  if (!print) throw faults['no-such-print']()
  const { paper, of } = await paperFor(house, { name: print.paper, id: print.record, edition: print.edition }, by)
  return pdfOf(house, of.with, paper)
}
