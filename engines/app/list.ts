import { worldClock } from '#kernel/clock'
import type { House } from '#kernel/engine'
import { columnOf, tableOf } from '#engines/register'
import { canonical } from '#engines/ledger/run'
import type { Apps } from './index.ts'
import { listGoodFor } from './rules/a-list-is-good-for-fifteen-minutes.ts'
import { signed, signerOf, type Signer } from './signer.ts'

/** One app in the list. */
interface Listed {
  app: string
  version: number
  state: 'live' | 'ended'
}

/** The list as it is sent: its text, and a detached signature over that. */
export interface SignedList {
  text: string
  signature: string
}

/** Every app that was ever tried, and whether it may be opened now. */
const listedOf = (house: House, apps: Apps): Promise<Listed[]> =>
  house.database.read<Listed>(
    { all: 'on' },
    `select s.id as app, s.version, case when s.passed and t.${columnOf(apps.live.field)} = any($2) then 'live' else 'ended' end as state
     from app.standing s join ${tableOf(apps.of)} t on t.id = s.id where s.apps = $1 order by s.id`,
    [apps.name, apps.live.is],
  )

/** Signs a list, good until a quarter of an hour from then. */
export function signList(signer: Signer, apps: Apps, rows: readonly Listed[], from: Date): SignedList {
  const until = new Date(from.getTime() + listGoodFor * 60_000)
  const text = canonical({ of: apps.name, at: from.toISOString(), until: until.toISOString(), rows })
  return { text, signature: signed(signer, Buffer.from(text)).toString('base64') }
}

/** The list of what may be opened, as it stands; both sides go by the world's clock. @throws crypto/no-authority */
export async function listOf(house: House, apps: Apps): Promise<SignedList> {
  const signer = await signerOf(house, apps, house.clock.now())
  return signList(signer, apps, await listedOf(house, apps), worldClock().now())
}
