/**
 * Verifies receipts with no network and no database: `npm run verify -- receipt.json [policy.txt]`. The policy says whom
 * its holder trusts; by default it is the file `policy.txt` beside the receipt, or this city's own.
 */
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { offline } from '#engines/ledger/run'
import { dataPlace } from '../server/place.ts'

const [receipt, given] = process.argv.slice(2)
if (!receipt || !existsSync(receipt)) {
  console.error(receipt ? `没有这个文件：${receipt}` : '用法：npm run verify -- receipt.json [policy.txt]')
  process.exit(2)
}
const policies = [given, path.join(path.dirname(receipt), 'policy.txt'), path.join(dataPlace(), 'ledger/policy.txt')]
const policy = policies.find((file) => file && existsSync(file))
if (!policy || (given && policy !== given)) {
  console.error('没有找到信任策略：请把 policy.txt 放在回执旁边，或作为第二个参数给出。')
  process.exit(2)
}
try {
  const { valid, steps } = await offline(readFileSync(receipt, 'utf8'), readFileSync(policy, 'utf8'))
  console.log(`信任策略：${policy}`)
  for (const { holds, says } of steps) console.log(`${holds ? '✓' : '✗'} ${says}`)
  console.log(valid ? '回执有效。' : '回执无效。')
  process.exit(valid ? 0 : 1)
} catch (error) {
  console.error((error as Error).message)
  process.exit(2)
}
