import assert from 'node:assert/strict'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import { emptyHouse, run, systemsIn } from '../testing/copy.ts'
import { startSystem } from './new.ts'
import { Refusal } from './refusal.ts'

const root = path.dirname(import.meta.dirname)

test('the owner is the agency that the plan names first for the item, or the one that is given', async () => {
  const home = emptyHouse()
  const ownerOf = async (place: string, owner?: string) => {
    await startSystem(home, place, owner)
    return /owner: '([^']+)'/.exec(readFileSync(path.join(home, 'systems', place, 'system.ts'), 'utf8'))?.[1]
  }
  assert.equal(await ownerOf('culture/heritage'), 'city-culture-tourism-bureau')
  assert.equal(await ownerOf('security/crypto-service'), 'city-confidential-bureau')
  assert.equal(await ownerOf('assurance/assessment'), 'city-data-bureau', 'given to the joint meeting: its convenor')
  assert.equal(
    await ownerOf('society/medical-insurance', 'city-medical-insurance-bureau'),
    'city-medical-insurance-bureau',
  )
})

test('what is there is never overwritten, and what cannot be started is refused with what is near and changes nothing', async () => {
  const home = emptyHouse()
  await startSystem(home, 'data/data-quality')
  mkdirSync(path.join(home, 'systems/data/data-assets'))
  writeFileSync(path.join(home, 'systems/data/data-assets/system.ts'), '// ours\n')
  const before = systemsIn(home)
  const refused = async (place: string, says: RegExp, owner?: string) => {
    await assert.rejects(startSystem(home, place, owner), (error) => {
      assert.ok(error instanceof Refusal, String(error))
      assert.match(error.message, says)
      return true
    })
    assert.deepEqual(systemsIn(home), before, place)
  }
  await refused('data/data-quality', /^systems\/data\/data-quality is there already/)
  await refused('data/data-assets', /is there already/)
  await refused('data/data-qualty', /Near it: data\/data-quality[,.]/)
  await refused('security/data-sharing', /Near it: data\/data-sharing[,.]/)
  await refused('data-sharing', /Near it: data\/data-sharing[,.]/)
  await refused('数据共享', /Near it: data\/data-sharing[,.]/)
  await refused('data/data-sharing', /Near it: city-data-bureau[,.]/, 'city-data-buro')
  for (const hostile of [
    '',
    '/',
    '../data',
    'data/../../x',
    'data/data-sharing/',
    'data\\data-sharing',
    '\u001b[2J',
    'x'.repeat(99_999),
  ])
    await refused(hostile, /^The plan has no system "[^\p{Cc}]{0,80}.{0,200}\.$/u)

  rmSync(path.join(home, 'systems/data/data-assets'), { recursive: true })
  for (const file of Object.keys(before)) if (file.includes('data-assets')) delete before[file]
  await startSystem(home, 'data/data-assets')
  rmSync(path.join(home, 'systems/data/data-assets'), { recursive: true })
  before['systems/index.ts'] = systemsIn(home)['systems/index.ts'] as string
  await refused('data/data-assets', /by hand/)

  const list = path.join(home, 'systems/index.ts')
  writeFileSync(list, readFileSync(list, 'utf8').replace('[dataQuality', '[...others, dataQuality'))
  before['systems/index.ts'] = readFileSync(list, 'utf8')
  await refused('data/data-sharing', /by hand/)
})

test('the command refuses in one sentence, without a trace of where in the code', () => {
  const asked = run(root, process.execPath, 'tools/new.ts', 'system', 'assurance/plan-supervison')
  assert.deepEqual([asked.status, asked.stdout], [1, ''])
  assert.match(
    asked.stderr,
    /^The plan has no system "assurance\/plan-supervison"\. Near it: assurance\/plan-supervision, .+\.\n$/,
  )
  assert.match(
    run(root, process.execPath, 'tools/new.ts', 'town', 'assurance/x').stderr,
    /^Say what to start: npm run new system /,
  )
})
