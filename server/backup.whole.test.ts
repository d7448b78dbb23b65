import assert from 'node:assert/strict'
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { after, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { audited } from '../testing/rack/audited.ts'
import { lost } from '../testing/rack/kept.ts'
import { broken } from '../testing/rack/laws.ts'
import { acknowledged, openLedger, type Ledger } from '../testing/rack/ledger.ts'
import { openLoad } from '../testing/rack/load.ts'
import { asOwner, leftOf, startProduct, type Product } from '../testing/rack/product.ts'
import { seeded } from '../testing/rack/seeded.ts'
import { backUp, restore } from './backup.ts'

const home = mkdtempSync('/var/tmp/yancheng-backup-')
chmodSync(home, 0o755)
const [city, copy, elsewhere] = ['city', 'copy', 'elsewhere'].map((name) => path.join(home, name)) as [
  string,
  string,
  string,
]
const running: Product[] = []

async function start(dataDir: string): Promise<Product> {
  const product = (await startProduct(dataDir, 0)) as Product
  running.push(product)
  return product
}
async function stop(product: Product) {
  product.process.kill('SIGTERM')
  await product.ended
}

after(async () => {
  for (const product of running) await stop(product)
  rmSync(home, { recursive: true, force: true })
})

/** What is acknowledged now, whatever comes after. */
const asItStands = (ledger: Ledger): Ledger => structuredClone(ledger)

test('backed up while it serves and restored elsewhere, the city has every write that was acknowledged before the end of the back-up', async () => {
  const product = await start(city)
  const ledger = openLedger()
  const load = openLoad(product.base, seeded(7), ledger)
  let before = openLedger()
  await pause(1500)
  const inventory = await backUp(city, copy, () => void (before = asItStands(ledger)))
  await load.stop()
  await stop(product)
  assert.ok(acknowledged(before) > 10, `${acknowledged(before)} acknowledged`)
  assert.ok(acknowledged(ledger) > acknowledged(before), 'the city was served meanwhile')

  assert.deepEqual(await restore(copy, elsewhere), inventory)
  assert.equal(leftOf(elsewhere) + leftOf(copy), 0)
  const restored = await start(elsewhere)
  const found = await asOwner(elsewhere, async (owner) => {
    const unfinished = `select 1 from kernel.job where state in ('waiting', 'running')`
    for (let tries = 0; tries < 300 && (await owner.query(unfinished)).rowCount !== 0; tries += 1) await pause(50)
    return [...(await broken(owner)), ...(await lost(owner, restored.base, elsewhere, before, []))]
  })
  assert.deepEqual(found, [])
  // The log goes on under its name: its trees are made anew, every leaf matches, and the nodes have signed.
  const origin = (dataDir: string) => readFileSync(path.join(dataDir, 'ledger/log.secret'), 'utf8')
  assert.equal(origin(elsewhere), origin(city))
  assert.deepEqual(await audited(elsewhere), [])
  await stop(restored)
})

test('a stopped city is backed up by the same command, and a copy that is not whole is refused and leaves nothing', async () => {
  const [copied, place] = [path.join(home, 'stopped'), path.join(home, 'place')]
  const { files } = await backUp(city, copied)
  await assert.rejects(backUp(city, copied), /not empty/)
  await assert.rejects(restore(copied, city), /not empty/)
  await assert.rejects(restore(city, place), /no finished back-up/)

  const [id] = files as [string]
  const file = path.join(copied, 'files', id.slice(0, 2), id.slice(2))
  const content = readFileSync(file)
  writeFileSync(file, 'something else')
  await assert.rejects(restore(copied, place), /is not what its name says/)
  writeFileSync(file, content)
  const told = path.join(copied, 'backup.json')
  const inventory = readFileSync(told, 'utf8')
  writeFileSync(told, inventory.replace('"rows": ', '"rows": 1'))
  await assert.rejects(restore(copied, place), /differs from its back-up/)
  assert.equal(existsSync(place), false)
  writeFileSync(told, inventory)
  await restore(copied, place)
})
