import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { after, test } from 'node:test'
import { newId } from '#kernel/database'
import { systems } from '#systems'
import { openCity } from '#testing'
import { buildVerifyPage } from '../web/verify/build.ts'
import type { Embedded } from '../web/verify/words.ts'

const webRoot = mkdtempSync(path.join(os.tmpdir(), 'verify-page-'))
writeFileSync(path.join(webRoot, 'index.html'), '<!doctype html><title>数字盐城</title>')
await buildVerifyPage(webRoot)
const city = await openCity(systems, undefined, webRoot)
after(async () => {
  await city.house.close()
  rmSync(webRoot, { recursive: true, force: true })
})

const sha256 = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`

test('the verify page carries the policy of its city, allows its own script alone, and loosens no other page', async () => {
  const visitor = city.visitor()
  const page = await visitor.raw('GET', '/verify.html', undefined, { host: 'evil</script><script>alert(1)//' })
  assert.equal(page.statusCode, 200)
  const [, script = ''] = /<script>([\s\S]*?)<\/script>/.exec(page.body) ?? []
  const [, style = ''] = /<style>([\s\S]*?)<\/style>/.exec(page.body) ?? []
  const policy = String(page.headers['content-security-policy'])
  assert.deepEqual(
    policy.split('; ').filter((rule) => /^(default|script|style|connect)-src/.test(rule)),
    [`default-src 'none'`, `script-src ${sha256(script)}`, `style-src ${sha256(style)}`],
  )
  assert.match(policy, /frame-ancestors 'none'/)
  assert.equal(page.body.match(/<script/g)?.length, 2, 'nothing that a caller sends becomes a script')
  assert.doesNotMatch(page.body, /\b(?:src|href)="(?!data:)/, 'nothing is loaded')
  const [, data = ''] = /id="embedded">([\s\S]*?)<\/script>/.exec(page.body) ?? []
  const embedded = JSON.parse(data) as Embedded
  assert.equal(embedded.policy, (await visitor.raw('GET', '/ledger/policy.txt')).body)
  assert.equal(embedded.words.cases['task-supervision']?.actions['report']?.title, '报送进展')
  const other = await visitor.raw('GET', '/', undefined, { accept: 'text/html' })
  assert.match(String(other.headers['content-security-policy']), /^default-src 'self';/)
  assert.doesNotMatch(String(other.headers['content-security-policy']), /sha256|script-src/)
})

test('the evidence of an alarm is given as it was signed', async () => {
  const id = newId(new Date())
  const evidence = 'a log\n7\nroot\n\n— a log signature\n'
  await city.house.database.write({ all: 'on' }, async (tx) => {
    tx.add('ledger.alarm', {
      ...{ id, source: 'data.yancheng', kind: 'ahead', size: 7, says: '节点已到 9', evidence, at: new Date() },
    })
  })
  const visitor = city.visitor()
  assert.deepEqual(
    (await visitor.asks('GET', '/api/ledger')).alarms.map((one: { id: string }) => one.id),
    [id],
  )
  const given = await visitor.raw('GET', `/api/ledger/alarms/${id}/evidence`)
  assert.equal(given.body, evidence)
  assert.match(String(given.headers['content-disposition']), /alarm-ahead-7\.txt/)
  await city.refuses(visitor.asks('GET', `/api/ledger/alarms/${newId(new Date())}/evidence`), 'ledger/no-such-alarm')
})
