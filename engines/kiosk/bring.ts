import { newId } from '#kernel/database'
import type { House } from '#kernel/engine'
import { broughtBy, type StoredFile } from '#kernel/file'
import { fingerprint, newToken } from '#kernel/http'

import type { Person } from '#engines/identity/run'
import { faults } from './faults.ts'
import { standsAt, type Machine } from './machine.ts'

const lives = 10 * 60_000
const most = 20

/** Somebody at a machine is to send files to it from their telephone: a code for its screen. What was begun before is over. */
export async function beginBringing(house: House, machine: Machine, by: Person) {
  const at = house.clock.now()
  const [id, code, until] = [newId(at), newToken(), new Date(at.getTime() + lives)]
  await house.database.write({ all: 'on' }, (tx) =>
    tx.query(
      `insert into kiosk.bringing (machine, id, person, code, until) values ($1, $2, $3, $4, $5)
       on conflict (machine) do update set id = $2, person = $3, code = $4, until = $5, files = '[]'`,
      [machine.id, id, by.person, fingerprint(code), until],
    ),
  )
  return { id, code, until }
}

/** What has come so far, for whoever began it. @throws kiosk/no-such-bringing */
export async function broughtSoFar(house: House, machine: Machine, by: Person, id: string): Promise<StoredFile[]> {
  const [found] = await house.database.read<{ files: StoredFile[] }>(
    { all: 'on' },
    'select files from kiosk.bringing where machine = $1 and id = $2 and person = $3',
    [machine.id, id, by.person],
  )
  if (!found) throw faults['no-such-bringing']()
  return found.files
}

interface Bringing {
  machine: string
  kiosk: string
}

/** Where the machine stands to which somebody's telephone sends files: their own, while it waits for them. @throws kiosk/no-such-bringing */
export async function bringingTo(house: House, by: Person, code: string): Promise<{ called: string }> {
  const [found] = await house.database.read<Bringing>(
    { all: 'on' },
    `select b.machine, m.kiosk from kiosk.bringing b join kiosk.machine m on m.id = b.machine and m.token is not null
     where b.code = $1 and b.person = $2 and b.until > $3`,
    [fingerprint(code), by.person, house.clock.now()],
  )
  if (!found) throw faults['no-such-bringing']()
  const { called } = await standsAt(house, { id: found.machine, kiosk: found.kiosk })
  return { called }
}

/** Sends files to a machine that somebody brought on their telephone. @throws kiosk/no-such-bringing file/not-uploaded */
export async function bring(house: House, by: Person, code: string, files: readonly StoredFile[]) {
  await house.database.write({ all: 'on' }, async (tx) => {
    for (const file of files) await broughtBy(tx, file, by.person)
    const [kept] = await tx.query(
      `update kiosk.bringing set files = files || $4::jsonb where code = $1 and person = $2 and until > $3 and jsonb_array_length(files) + $5 <= ${most}
       returning machine`,
      [fingerprint(code), by.person, house.clock.now(), JSON.stringify(files), files.length],
    )
    if (!kept) throw faults['no-such-bringing']()
  })
}
