import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { planFile } from '#city'
import { systems } from '#systems'
import { openCity, Refused, type City, type Person } from '#testing'

/** Strings that break careless software: each is kept as it came, or refused with a sentence. */
const naughty = [
  "'; drop table record.plan; --",
  '<script>alert(1)</script>',
  '{{7*7}}${7*7}',
  '=HYPERLINK("http://x","点")',
  '+1+cmd|calc!A0',
  '../../etc/passwd',
  'null',
  'undefined',
  '__proto__',
  'constructor',
  'Ω≈ç√∫˜µ≤≥÷',
  '表ポあA鷗ŒéＢ逍Üßªąñ丂㐀𠀀',
  '👩‍👩‍👧‍👦🏳️‍🌈',
  '\u202Etest\u202C',
  'ﷺ',
  '𝕿𝖍𝖊',
  '１２３',
  '%s%n%00',
  '盐城'.repeat(60),
]
const unkept = ['\u0000', 'a\u0000b', 'half \ud800']
const invisible = ['bell\u0007', '\u001b[31m', '   ', '']

async function inCity(story: (city: City, bureau: Person) => Promise<void>) {
  const city = await openCity(systems)
  try {
    await story(city, await city.officer('city-data-bureau', ['plan-supervisor']))
  } finally {
    await city.house.close()
  }
}
const roster = '/api/registers/roster-member'
const member = (duty: unknown, agency = 'city-finance-bureau') => ({ member: agency, duty, standing: 'proposed' })

test('naughty strings are kept as they came; invisible and broken ones are refused', () =>
  inCity(async (city, bureau) => {
    const { id } = await bureau.asks('POST', roster, member('成员'))
    for (const [i, duty] of naughty.entries()) {
      await bureau.asks('PATCH', `${roster}/${id}`, { duty }, { 'if-match': `${i + 1}` })
      assert.equal((await bureau.asks('GET', `${roster}/${id}`)).duty, duty)
      await bureau.asks('GET', `${roster}?filter.member=${encodeURIComponent(duty)}`)
    }
    const refused = (duty: unknown, code: string) =>
      city.refuses(bureau.asks('PATCH', `${roster}/${id}`, { duty }, { 'if-match': `${naughty.length + 1}` }), code)
    for (const duty of unkept) await refused(duty, 'http/wrong-shape')
    for (const duty of [...invisible, 5, null, ['x'], { a: 1 }, 'x'.repeat(201)])
      await refused(duty, 'register/wrong-fields')
    for (const account of naughty.filter((one) => one.length <= 100))
      await city.refuses(city.visitor().signsIn(account, 'x'), 'identity/wrong-password')
    await city.refuses(city.visitor().signsIn('a\u0000b', 'x'), 'http/wrong-shape')
    await city.refuses(bureau.asks('GET', `${roster}?filter.member=a%00b`), 'http/wrong-shape')
  }))

test('a request of the wrong shape is told what is wrong with it', () =>
  inCity(async (city, bureau) => {
    const refused = (body: unknown, headers: Record<string, string> = {}) =>
      bureau.asks('POST', roster, body, { 'content-type': 'application/json', ...headers })
    await city.refuses(refused('{"member":'), 'http/not-json')
    await city.refuses(refused('[]'), 'http/wrong-shape')
    await city.refuses(refused('"x"'), 'http/wrong-shape')
    await city.refuses(refused('{"__proto__":{"admin":true}}'), 'http/wrong-shape')
    await city.refuses(refused(JSON.stringify({ duty: 'x'.repeat(2_000_000) })), 'http/too-large')
    await city.refuses(refused('<xml/>', { 'content-type': 'application/xml' }), 'http/wrong-media')
    await city.refuses(bureau.asks('POST', roster, { ...member('x'), admin: true }), 'register/wrong-fields')
    const shapeless = await city.refuses(bureau.asks('GET', `${roster}/not-an-id`), 'http/wrong-shape')
    assert.doesNotMatch(shapeless.problem.detail, /expected|Invalid/)
    await city.refuses(bureau.asks('GET', `/api/${'x'.repeat(400)}`), 'http/no-such-path')
    await city.refuses(bureau.asks('POST', roster, member('x'), { 'x-requested-by': '' }), 'http/cross-site')
    await city.refuses(bureau.asks('POST', roster, member('x'), { origin: 'https://evil.example' }), 'http/cross-site')
    assert.deepEqual((await bureau.asks('GET', roster)).rows, [])
  }))

test('a list to be written out is asked for in the shape of its address', () =>
  inCity(async (city, bureau) => {
    for (const list of ['registers/plan-task', 'cases/task-supervision']) {
      const asks = (query: unknown) => bureau.asks('POST', `/api/${list}/export`, { query })
      for (const wrong of ['limit=x', 'limit=0', `sort=${'x'.repeat(100)}`, 'limit=1&limit=2', 'x'.repeat(2001), 5]) {
        const refused = await city.refuses(asks(wrong), 'http/wrong-shape')
        assert.match(refused.problem.detail, /query/, String(wrong).slice(0, 20))
      }
      await bureau.finishes(await asks('sort=-dueOn&limit=20'))
      await bureau.finishes(await asks(undefined))
    }
    await city.refuses(
      bureau.asks('POST', '/api/cases/task-supervision/export', { query: 'due.from=yesterday' }),
      'http/wrong-shape',
    )
  }))

test('a list refuses what it does not know instead of leaving it out', () =>
  inCity(async (city, bureau) => {
    const lists = ['registers/plan-task', 'cases/task-supervision', 'cases/task-supervision/board']
    for (const list of lists) {
      const refused = await city.refuses(bureau.asks('GET', `/api/${list}?colour=red`), 'http/wrong-shape')
      assert.match(refused.problem.detail, /colour/)
      const twice = `filter.plan=${'0'.repeat(8)}&filter.plan=x`
      await city.refuses(bureau.asks('GET', `/api/${list}?${twice}`), 'http/wrong-shape')
      await city.refuses(bureau.asks('GET', `/api/${list}?filter.colour=red`), `${list.split('s/')[0]}/no-such-filter`)
    }
    await city.refuses(bureau.asks('GET', '/api/registers/plan-task?state=running'), 'http/wrong-shape')
    const cases = (query: string) => bureau.asks('GET', `/api/cases/task-supervision?${query}`)
    for (const empty of ['state=', 'signal=', 'agency=', 'due.from=0000-01-01', 'due.until=0999-12-31'])
      await city.refuses(cases(empty), 'http/wrong-shape')
    for (const odd of [`filter.plan=${'-'.repeat(36)}`, 'filter.dueOn=0000-01-01', 'filter.dueOn.from=9999-01-01'])
      await city.refuses(bureau.asks('GET', `/api/registers/plan-task?${odd}`), 'register/no-such-filter')
    const query = 'colour=red'
    for (const list of lists.slice(0, 2))
      await city.refuses(bureau.asks('POST', `/api/${list}/export`, { query }), 'http/wrong-shape')
  }))

test('a visitor reads what is public and nothing else; what changes anything asks who they are', () =>
  inCity(async (city) => {
    const visitor = city.visitor()
    const paths = (await visitor.asks('GET', '/openapi.json')).paths as Record<string, Record<string, unknown>>
    const fill = (path: string) =>
      path
        .replace('{name}', 'roster-member')
        .replace('{kind}', 'task-supervision')
        .replace('{id}', '00000000-0000-7000-8000-000000000000')
        .replace('{action}', 'report')
    let asked = 0
    for (const [path, methods] of Object.entries(paths)) {
      for (const method of Object.keys(methods)) {
        if (method === 'get') continue
        const answer = await visitor.raw(method.toUpperCase() as 'POST', fill(path), {})
        asked += 1
        assert.ok(answer.statusCode >= 400 || method === 'delete', `${method} ${path} answered ${answer.statusCode}`)
        if (answer.statusCode >= 400) assert.match(answer.json().detail, /[\u4e00-\u9fa5]/, `${method} ${path}`)
      }
    }
    assert.ok(asked >= 8, `only ${asked} routes change anything`)
    assert.deepEqual((await visitor.asks('GET', roster)).rows, [])
    assert.deepEqual((await visitor.asks('GET', '/api/cases/task-supervision')).rows, [])
    await city.refuses(visitor.asks('GET', '/api/inbox'), 'identity/not-signed-in')
  }))

test('a session ends by itself, and what it asked for is not done', () =>
  inCity(async (city, bureau) => {
    city.clock.set(new Date(city.clock.now().getTime() + 4 * 3600_000 + 1000))
    const refused = await city.refuses(bureau.asks('POST', roster, member('成员')), 'identity/session-ended')
    assert.equal(refused.status, 401)
    await city.refuses(bureau.asks('GET', '/api/session'), 'identity/session-ended')
    const again = await city.officer('city-data-bureau', ['plan-supervisor'])
    assert.deepEqual((await again.asks('GET', roster)).rows, [])
  }))

test('a file is imported and shown only by whoever brought it, and read only by whoever may see what uses it', () =>
  inCity(async (city, bureau) => {
    const file = await bureau.brings('要点.txt', readFileSync(planFile))
    const colleague = await city.officer('city-data-bureau', ['plan-supervisor'])
    await city.refuses(
      colleague.asks('POST', '/api/readings/import-plan', { file: file.id, name: '要点.txt' }),
      'file/not-uploaded',
    )
    await city.refuses(colleague.asks('GET', `/api/files/${file.id}/x.txt`), 'file/not-found')
    await city.refuses(city.visitor().asks('GET', `/api/files/${file.id}/x.txt`), 'file/not-found')
    assert.equal((await bureau.raw('GET', `/api/files/${file.id}/x.txt`)).statusCode, 200)
    assert.equal((await bureau.raw('GET', `/api/files/${'..%2f'.repeat(5)}etc/passwd`)).statusCode, 400)
    await assert.rejects(bureau.brings('x.docx', 'MZ not a document'), Refused)
    await city.refuses(bureau.brings('x.exe', 'MZ'), 'file/refused')
  }))
