import assert from 'node:assert/strict'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Readable } from 'node:stream'
import { test } from 'node:test'
import { openFiles } from './index.ts'

test('what a killed process left half taken in is cleared away; what another may still be taking in is not', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'yancheng-files-'))
  try {
    const files = openFiles(folder)
    assert.equal(await files.clearArriving(), 0, 'nothing has ever arrived')
    const kept = await files.take('a.txt', Readable.from(['盐城']))
    const arriving = path.join(folder, 'arriving')
    mkdirSync(arriving, { recursive: true })
    const hours = { left: 25, slow: 23, fresh: 0 }
    for (const [name, ago] of Object.entries(hours)) {
      const file = path.join(arriving, name)
      writeFileSync(file, 'half')
      const at = new Date(Date.now() - ago * 3600_000)
      utimesSync(file, at, at)
    }
    utimesSync(files.pathOf(kept.id), new Date(0), new Date(0))
    assert.equal(await files.clearArriving(), 1)
    assert.deepEqual(readdirSync(arriving).toSorted(), ['fresh', 'slow'])
    assert.ok(existsSync(files.pathOf(kept.id)), 'what was taken in stays')
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
