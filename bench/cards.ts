/** A city with one small system, served: people of an agency ask for cards, each a row with a case of its own. */
import pg from 'pg'
import { startEmbedded } from '#kernel/database'
import { heldClock, workingDays } from '#kernel/clock'
import { date, text } from '#kernel/field'
import { defineSystem } from '#kernel/system'
import { defineCase } from '#engines/case'
import { defineRole, may } from '#engines/identity'
import { appoint } from '#engines/identity/run'
import { defineRegister, tableText } from '#engines/register'
import { openHouse, prepare } from '#server'
import { startDemoNodes } from '../server/demo-nodes.ts'

const card = defineRegister('library-card', {
  title: '借书证',
  naming: 'holder',
  fields: { holder: text('持证人'), reason: text('事由'), until: date('有效期') },
  sorts: ['holder'],
})
const issue = defineCase('issue-card', {
  title: '办证',
  subject: card,
  opensOn: 'created',
  due: 'until',
  initial: 'asked',
  states: {
    asked: {
      title: '待核',
      within: workingDays(3),
      awaits: 'check',
      actions: { check: { title: '核对', to: 'checked' } },
    },
    checked: { title: '已核', final: true },
  },
})
const librarian = defineRole('librarian', {
  title: '馆员',
  grants: [may(card, ['read', 'create', 'amend'], 'own-agency'), may(issue, ['read', 'check'], 'own-agency')],
})

const dataDir = process.env.DATA_DIR as string
const embedded = await startEmbedded(dataDir)
const ownerUrl = embedded.url
const app = await prepare({ ownerUrl, dataDir })
const owner = new pg.Client({ connectionString: ownerUrl })
await owner.connect()
await owner.query(tableText(card))
await owner.query(`grant select, insert, update on record.library_card to "${new URL(app).username}"`)
await owner.end()
const system = defineSystem('cards', {
  title: '借书证',
  owner: 'city-archives',
  parts: [card, issue, librarian],
  pages: [],
})
const clock = heldClock('2024-11-20T09:00:00+08:00')
const house = await openHouse({ ownerUrl, dataDir, systems: [system], clock, log: { write: () => true } })
await house.database.write({ all: 'on' }, (tx) =>
  appoint(tx, clock.now(), {
    ...{ account: 'guanyuan', password: 'bench-2024', name: '馆员', title: '馆员', roles: [librarian.name] },
    ...{ agency: 'city-archives', region: '3209' },
  }),
)
await house.host.listen({ port: Number(process.env.PORT), host: '127.0.0.1' })
// With the log and three nodes beside it, or without: the same acts.
const nodes = process.env.KEEP_LEDGER ? await startDemoNodes(dataDir, house.host.server.address()) : undefined
if (nodes) house.startThreads()
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
