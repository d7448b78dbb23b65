import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openDatabase } from '#kernel/database'
import { openHost } from './index.ts'

test('whatever is answered, a refusal and an error too, bears the headers that guard its reader', async () => {
  const database = openDatabase('postgresql://nobody:x@127.0.0.1:1/city')
  const host = await openHost({ database })
  host.get('/fails', () => Promise.reject(new Error('a fault of ours')))
  const { error } = console
  console.error = () => {}
  try {
    const answers = [
      await host.inject('/livez'),
      await host.inject('/readyz'),
      await host.inject('/nowhere'),
      await host.inject('/fails'),
      await host.inject({ method: 'POST', url: '/livez' }),
    ]
    assert.deepEqual(
      answers.map(({ statusCode }) => statusCode),
      [200, 503, 404, 500, 403],
    )
    for (const { headers } of answers) {
      assert.equal(
        headers['content-security-policy'],
        `default-src 'self';style-src 'self' 'unsafe-inline';img-src 'self' data: blob:;frame-ancestors 'none';object-src 'none';base-uri 'self';form-action 'self'`,
      )
      const others = {
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-resource-policy': 'same-origin',
        'referrer-policy': 'no-referrer',
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'SAMEORIGIN',
        'x-dns-prefetch-control': 'off',
      }
      for (const [name, value] of Object.entries(others)) assert.equal(headers[name], value, name)
      assert.equal(headers['strict-transport-security'], undefined)
      assert.match(String(headers['x-request-id']), /^[0-9a-f-]{36}$/)
    }
  } finally {
    console.error = error
    await host.close()
    await database.close()
  }
})
