import assert from 'node:assert/strict'
import { request as ask } from 'node:http'
import { test } from 'node:test'
import type { Problem } from '#kernel/fault'
import { proxiesAt } from '#kernel/http'
import { systems } from '#systems'
import { openHouse } from '#server'
import { heldClock } from '#kernel/clock'
import { listens, openCity, type City, type Person } from '#testing'
import { freshDatabase } from '#testing/cluster'

async function inCity(story: (city: City, bureau: Person) => Promise<void>) {
  const city = await openCity(systems)
  try {
    await story(city, await city.officer('city-data-bureau', ['plan-supervisor', 'identity-administrator']))
  } finally {
    await city.house.close()
  }
}

const roster = '/api/registers/roster-member'
const json = { 'content-type': 'application/json' }

test('of a JSON body nothing is lost, and nothing can be meant in two ways', () =>
  inCity(async (city, bureau) => {
    const refused = async (body: string | Buffer, word: RegExp) => {
      const answer = await bureau.raw('POST', roster, body, json)
      const problem = answer.json<Problem>()
      assert.equal(answer.statusCode, 400, `${body}`.slice(0, 80))
      assert.match(problem.detail, word)
    }
    const says = 'http/wrong-shape'
    await refused('{"duty":"成员","duty":"组长"}', /duty 写了两次/)
    await refused('{"duty":"成员","\\u0064uty":"组长"}', /duty 写了两次/)
    await refused('{"a":[{"b":1},{"b":{"c":1,"d":[{}],"c":2}}]}', /a\.1\.b\.c 写了两次/)
    await refused('{"a":{"__proto__":{"x":1}}}', /a\.__proto__ 不能作字段名/)
    await refused('{"__proto__":1,"__proto__":2}', /__proto__ 不能作字段名/)
    await refused('{"constructor":1,"constructor":{"prototype":{}}}', /constructor 写了两次/)
    await refused('{"duty":"a\\u0000b"}', /duty 含有不能保存的字符/)
    await refused('{"duty":["x","half \\ud800"]}', /duty\.1 含有不能保存的字符/)
    await refused('{"a\\udc00":1}', /含有不能保存的字符/)
    await refused(Buffer.from([...Buffer.from('{"duty":"'), 0xb3, 0xc9, ...Buffer.from('"}')]), /不是 UTF-8 编码/)
    await refused('['.repeat(400_000) + ']'.repeat(400_000), /套得太深/)
    await refused('{"a":'.repeat(100) + '1' + '}'.repeat(100), /套得太深/)
    for (const broken of ['', '{', '{"a":1}}', '\u0000', '{"a":\u0001}', "{'a':1}", '{"a":1,}'])
      await city.refuses(bureau.asks('POST', roster, broken, json), 'http/not-json')
    await city.refuses(bureau.asks('POST', roster, '\uFEFF[]', json), says)
    for (const text of ['', 'x', 'duty=x'])
      for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'application/json5'])
        if (text) await city.refuses(bureau.asks('POST', roster, text, { 'content-type': type }), 'http/wrong-media')
    const twice = await bureau.asks('POST', roster, {
      ...{ member: 'city-finance-bureau', standing: 'proposed' },
      duty: '"duty":"x","duty":\\"y\\\\" \\u0000 {[,:]}',
    })
    assert.equal((await bureau.asks('GET', `${roster}/${twice.id}`)).duty, '"duty":"x","duty":\\"y\\\\" \\u0000 {[,:]}')
  }))

test('a NUL in an address is refused whatever the address is', () =>
  inCity(async (_city, bureau) => {
    for (const url of ['/%00', '/api/%00', `${roster}?q=%00`, `${roster}/%00`, '/api/files/x/%00', `${roster}?%00=1`]) {
      const answer = await bureau.raw('GET', url)
      assert.equal(answer.statusCode, 400, url)
      assert.equal(answer.json<Problem>().code, 'http/wrong-shape')
    }
    for (const url of [
      '/%ff',
      '/api/%ED%A0%80',
      `${roster}?q=%ff`,
      `${roster}?${'%C0%80'}`,
      `/api/${'%E4'.repeat(200)}`,
    ])
      assert.ok((await bureau.raw('GET', url)).statusCode < 500, url)
  }))

const b = '--sep'
const part = (disposition: string, content = 'x', more = '') =>
  `${b}\r\ncontent-disposition: ${disposition}\r\n${more}\r\n${content}\r\n`
const named = (name: string) => `form-data; name="file"; filename="${name}"`

test('a form that is not one whole file with a name is refused in a sentence', () =>
  inCity(async (_city, bureau) => {
    const refused = async (body: string | Buffer, why: RegExp, type = 'multipart/form-data; boundary=sep') => {
      const answer = await bureau.raw('POST', '/api/files', body, { 'content-type': type })
      const { code, detail } = answer.json<Problem>()
      assert.equal(`${answer.statusCode} ${code}`, '400 http/wrong-form', `${body}`.slice(0, 200))
      assert.match(detail, why)
    }
    const end = `${b}--\r\n`
    await refused(part('form-data; filename="a.txt"') + end, /名为 file/)
    await refused(part('form-data; name=""; filename="a.txt"') + end, /名为 file/)
    await refused(part('form-data; name="other"; filename="a.txt"') + end, /名为 file/)
    await refused(part('form-data; name="__proto__"; filename="a.txt"') + end, /名为 file/)
    await refused(part('form-data; name="file"') + end, /不收别的内容/)
    await refused(part('form-data; name="file"', 'x', 'content-type: application/octet-stream\r\n') + end, /没有文件名/)
    for (const empty of ['', '..', '/', 'C:\\', '\u0001', '   ']) await refused(part(named(empty)) + end, /没有文件名/)
    await refused(part(named('a.txt')) + part(named('b.txt')) + end, /一次只收一个文件/)
    await refused(part(named('a.txt')) + part('form-data; name="note"') + end, /不收别的内容/)
    await refused(part('form-data; name="note"') + part(named('a.txt')) + end, /不收别的内容/)
    await refused(part('form-data; name="constructor"') + end, /不收别的内容/)
    await refused(part('inline') + end, /没有文件/)
    await refused(`${b}\r\n\r\nx\r\n${end}`, /没有文件/)
    await refused(end, /没有文件|没有传完/)
    await refused('', /没有文件|没有传完/)
    await refused('x', /没有传完/)
    await refused(part(named('a.txt')), /没有传完/)
    await refused(`${b}\r\ncontent-disposition: ${named('a.txt')}\r\n`, /没有文件|没有传完/)
    await refused(part(named('a.txt'), 'x', `x-long: ${'y'.repeat(100_000)}\r\n`) + end, /太长/)
    await refused(part(named('a.txt'), 'x', 'x: y\r\n'.repeat(5000)) + end, /太长/)
    await refused(`${b}\r\n${'x'.repeat(20_000)}`, /太长/)
    await refused(
      Buffer.concat([Buffer.from(part(named('a')).split('a"')[0] as string), Buffer.from([0xff, 0xff])]),
      /没有文件|没有传完/,
    )
    await refused(Buffer.from(part(named('\xff\xff.txt')), 'latin1'), /编码读不出来/)
    for (const type of ['multipart/form-data', 'multipart/form-data; boundary', 'multipart/form-data; boundary=""'])
      await refused(part(named('a.txt')) + end, /boundary|没有传完|没有文件/, type)
    const list = await bureau.raw('POST', '/api/files', part(named('a.txt')) + end, {
      'content-type': 'multipart/mixed; boundary=sep',
    })
    assert.equal(list.statusCode, 415)
  }))

/** The same text as programs on older Chinese systems write it. */
const gbk = Buffer.from('b9a4d7f7d2aab5e3', 'hex')

test('the name of a file is read in UTF-8 and in GBK, cleaned of what is no name, and given back as it is', () =>
  inCity(async (_city, bureau) => {
    const brings = async (name: Buffer | string, more = '') => {
      const body = Buffer.concat([
        Buffer.from(`${b}\r\ncontent-disposition: form-data; name="file"; filename="`),
        Buffer.from(name),
        Buffer.from(`"${more}\r\ncontent-type: text/plain\r\n\r\n盐城\r\n${b}--\r\n`),
      ])
      return bureau.asks('POST', '/api/files', body, { 'content-type': 'multipart/form-data; boundary=sep' })
    }
    const gbkName = Buffer.concat([gbk, Buffer.from('.txt')])
    const cases: [sent: Buffer | string, kept: string, more?: string][] = [
      ['工作要点.txt', '工作要点.txt'],
      [gbkName, '工作要点.txt'],
      // The second byte of 誠 in GBK is a backslash.
      [Buffer.from('d55c2e747874', 'hex'), '誠.txt'],
      [Buffer.concat([Buffer.from('C:\\docs\\'), gbkName]), '工作要点.txt'],
      ['C:\\我的文档\\要点.txt', '要点.txt'],
      ['../../etc/要点.txt', '要点.txt'],
      ['要\u0001点\u202Etxt.txt', '要点txt.txt'],
      ['a.txt', '工作 要点.txt', `; filename*=UTF-8''${encodeURIComponent('工作 要点.txt')}`],
      ['👩‍👩‍👧‍👦 𠀀.txt', '👩‍👩‍👧‍👦 𠀀.txt'],
      [`${'长'.repeat(300)}.txt`, `${'长'.repeat(196)}.txt`],
      [`${'𠀀'.repeat(150)}.txt`, `${'𠀀'.repeat(98)}.txt`],
    ]
    for (const [sent, kept, more] of cases) assert.equal((await brings(sent, more)).name, kept)
    const { id } = await brings('a.txt')
    const named = async (name: string) => {
      const answer = await bureau.raw('GET', `/api/files/${id}/${encodeURIComponent(name)}`)
      return answer.headers['content-disposition']
    }
    assert.equal(await named('plan 1.txt'), 'attachment; filename="plan 1.txt"')
    assert.equal(
      await named(`要点 (1)'*;"x".txt`),
      `attachment; filename="_ (1)'*;_x_.txt"; filename*=UTF-8''%E8%A6%81%E7%82%B9%20%281%29%27%2A%3B%22x%22.txt`,
    )
    assert.equal(await named('50%41.txt'), `attachment; filename=50%41.txt; filename*=UTF-8''50%2541.txt`)
    assert.equal(await named('..\\a\r\nset-cookie: x'), 'attachment; filename="aset-cookie: x"')
  }))

test('a limit counts the person behind a trusted proxy, and believes nobody else', async () => {
  assert.throws(() => proxiesAt('10.0.0.0/99'), /TRUSTED_PROXIES.*10\.0\.0\.0\/99/)
  assert.throws(() => proxiesAt('proxy.example'), /TRUSTED_PROXIES/)
  assert.throws(() => proxiesAt('10.0.0.1,'), /TRUSTED_PROXIES/)
  assert.equal(proxiesAt(undefined), undefined)
  const asks = async (trusted: string | undefined, remoteAddress: string, through?: string) => {
    const place = await freshDatabase()
    const trusts = proxiesAt(trusted)
    const clock = heldClock('2024-08-26T09:00:00+08:00')
    const house = await openHouse({ ...place, systems, clock, mostPerMinute: 3, ...(trusts && { trusts }) })
    try {
      const one = (person: number) =>
        house.host.inject({
          ...{ url: '/api/session', remoteAddress },
          headers: { 'x-forwarded-for': through ?? `198.51.100.${person}` },
        })
      const answers = []
      for (let i = 0; i < 5; i += 1) answers.push((await one(i)).statusCode)
      return answers
    } finally {
      await house.close()
    }
  }
  const [counted, free] = [
    [401, 401, 401, 429, 429],
    [401, 401, 401, 401, 401],
  ]
  assert.deepEqual(await asks(undefined, '10.0.0.1'), counted, 'nobody is trusted by itself')
  assert.deepEqual(await asks('10.0.0.0/24, fd00::/8', '10.0.0.1'), free)
  assert.deepEqual(await asks('10.0.0.0/24', '::ffff:10.0.0.1'), free)
  assert.deepEqual(await asks('10.0.0.0/24', '10.0.1.1'), counted, 'whoever is no proxy is counted as who they are')
  assert.deepEqual(await asks('10.0.0.0/24', '10.0.0.1', 'nobody, 10.0.0.9'), counted, 'what is no address is none')
})

test('who is gone before they are answered leaves no error behind', async (t) => {
  const failed = t.mock.method(console, 'error', () => undefined)
  await inCity(async (city) => {
    const at = new URL(await listens(city.house))
    const gone = Array.from(
      { length: 40 },
      (_, i) =>
        new Promise<void>((done) => {
          const body = JSON.stringify({ account: 'x', password: 'y' })
          const headers = { ...json, 'x-requested-by': 'test', 'content-length': body.length }
          const sent = ask({ ...{ host: at.hostname, port: at.port, path: '/api/session', method: 'POST', headers } })
          sent.on('error', () => done()).on('close', () => done())
          sent.end(body)
          setTimeout(() => sent.destroy(), i % 5)
        }),
    )
    await Promise.all(gone)
    // What they asked for may still be going on.
    while (!/^city_http_inside\{kind="writing"\} 0$/m.test(await (await fetch(`${at.origin}/metrics`)).text()));
  })
  assert.deepEqual(
    failed.mock.calls.map(({ arguments: [error] }) => String(error)),
    [],
  )
})
