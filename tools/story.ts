/** Runs one system's story: `npm run story -- plan-supervision`. */
import { spawnSync } from 'node:child_process'
import { globSync } from 'node:fs'
import path from 'node:path'

const id = process.argv[2]
const [story] = globSync(`systems/*/${id}/scenario.test.ts`, { cwd: path.dirname(import.meta.dirname) })
if (!id || !story) {
  console.error(id ? `No system ${id} tells a story yet.` : 'Say which system: npm run story -- plan-supervision')
  process.exit(1)
}
process.exit(spawnSync(process.execPath, ['--test', '--test-reporter=spec', story], { stdio: 'inherit' }).status ?? 1)
