/**
 * Verifies receipts and draws with no network and no database: `npm run verify -- receipt.json [policy.txt]`. The policy says
 * whom its holder trusts; by default it is the file `policy.txt` beside the file, or this city's own.
 */
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { isDrawFile, verifyDraw } from '#engines/draw'
import { ledgerCrypto, nodeHashes, offline, parsePolicy } from '#engines/ledger/run'
import { dataPlace } from '../server/place.ts'

const [receipt, given] = process.argv.slice(2)
if (!receipt || !existsSync(receipt)) {
  console.error(
    receipt ? `没有这个文件：${receipt}` : '用法：npm run verify -- receipt.json [policy.txt]，或 draw.json',
  )
  process.exit(2)
}
const policies = [given, path.join(path.dirname(receipt), 'policy.txt'), path.join(dataPlace(), 'ledger/policy.txt')]
const policy = policies.find((file) => file && existsSync(file))
if (!policy || (given && policy !== given)) {
  console.error('没有找到信任策略：请把 policy.txt 放在回执旁边，或作为第二个参数给出。')
  process.exit(2)
}
try {
  const [text, trusted] = [readFileSync(receipt, 'utf8'), readFileSync(policy, 'utf8')]
  const isDraw = isDrawFile(text)
  const { valid, steps } = isDraw
    ? await verifyDraw(text, parsePolicy(ledgerCrypto, trusted), nodeHashes)
    : await offline(text, trusted)
  console.log(`信任策略：${policy}`)
  for (const { holds, says } of steps) console.log(`${holds ? '✓' : '✗'} ${says}`)
  console.log(`${isDraw ? '抽取结果' : '回执'}${valid ? '有效' : '无效'}。`)
  process.exit(valid ? 0 : 1)
} catch (error) {
  console.error((error as Error).message)
  process.exit(2)
}
