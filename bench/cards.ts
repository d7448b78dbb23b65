/** A city with one small system, served: people of an agency ask for cards, each a row with a case of its own. */
import pg from 'pg'
import { startEmbedded } from '#kernel/database'
import { appoint } from '#engines/identity/run'
import { tableText } from '#engines/register'
import { openHouse, prepare } from '#server'
import { startDemoNodes } from '../server/demo-nodes.ts'
import { card, cardOffice, librarian } from './card-office.ts'

const dataDir = process.env.DATA_DIR as string
const embedded = await startEmbedded(dataDir)
const ownerUrl = embedded.url
const app = await prepare({ ownerUrl, dataDir })
const owner = new pg.Client({ connectionString: ownerUrl })
await owner.connect()
await owner.query(tableText(card))
await owner.query(`grant select, insert, update on record.library_card to "${new URL(app).username}"`)
await owner.end()
const office = cardOffice({ at: '2024-11-20T09:00:00+08:00' })
const house = await openHouse({ ownerUrl, dataDir, ...office, log: { write: () => true } })
await house.database.write({ all: 'on' }, (tx) =>
  appoint(tx, house.clock.now(), {
    ...{ account: 'guanyuan', password: 'bench-2024', name: '馆员', title: '馆员', roles: [librarian.name] },
    ...{ agency: 'city-archives', region: '3209' },
  }),
)
await house.host.listen({ port: Number(process.env.PORT), host: '127.0.0.1' })
// With the log and three nodes beside it, or without: the same acts.
const nodes = process.env.KEEP_LEDGER ? await startDemoNodes(dataDir, house.host.server.address()) : undefined
if (nodes) house.startBeside()
console.log('ready')
process.on(
  'SIGTERM',
  () =>
    void house
      .close()
      .then(() => nodes?.stop())
      .then(() => embedded.stop())
      .then(() => process.exit(0)),
)
