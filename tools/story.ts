/** Runs one system's story: `npm run story -- plan-supervision`. */
import { spawnSync } from 'node:child_process'
import { globSync } from 'node:fs'
import path from 'node:path'

const id = process.argv[2]
const stories = globSync(`systems/*/${id}/scenario{,.whole}.test.ts`, { cwd: path.dirname(import.meta.dirname) })
if (!id || stories.length === 0) {
  console.error(id ? `No system ${id} tells a story yet.` : 'Say which system: npm run story -- plan-supervision')
  process.exit(1)
}
process.exit(
  spawnSync(process.execPath, ['--test', '--test-reporter=spec', ...stories], { stdio: 'inherit' }).status ?? 1,
)
