import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Browser, listens, openCity, type City } from '#testing'
import { placeOf } from './session.ts'

async function inCity(story: (city: City, at: string) => Promise<void>) {
  const city = await openCity([])
  try {
    await city.officer('city-data-bureau', [], '张三', 'zhangsan')
    await story(city, await listens(city.house))
  } finally {
    await city.house.close()
  }
}
const later = (city: City, seconds: number) => city.clock.set(new Date(city.clock.now().getTime() + seconds * 1000))

test('whoever guesses waits ever longer, also many at once; nobody is locked out, and the owner’s own device never waits for others', () =>
  inCity(async (city, at) => {
    const owner = new Browser(at)
    await owner.signsIn('zhangsan')
    const thief = new Browser(at)
    const guesses = await Promise.all(Array.from({ length: 25 }, () => thief.signsIn('zhangsan', 'guess')))
    assert.ok(guesses.filter(({ code }) => code === 'identity/wrong-password').length <= 11)
    const waits = guesses.find(({ code }) => code === 'identity/wait')
    assert.ok(waits)
    assert.equal(waits.status, 429)
    assert.equal((await thief.signsIn('zhangsan')).code, 'identity/wait', 'even the right password waits there')
    assert.equal((await owner.signsIn('zhangsan')).person.name, '张三', 'a known device does not')
    let seconds = 0
    for (let i = 0; i < 12; i += 1) {
      const { code, about } = await thief.signsIn('zhangsan', 'guess')
      if (code === 'identity/wait') seconds = Math.max(seconds, about.seconds)
      later(city, about?.seconds ?? 1)
    }
    assert.ok(seconds >= 16 && seconds <= 300, `waited ${seconds} s at most`)
    later(city, 301)
    assert.equal((await thief.signsIn('zhangsan')).person?.name, '张三', 'waiting ends')
  }))

test('an account that does not exist is refused and slowed down in the same words', () =>
  inCity(async (_city, at) => {
    const thief = new Browser(at)
    const said = new Set<string>()
    for (let i = 0; i < 14; i += 1) said.add((await thief.signsIn('nobody', 'guess')).code)
    assert.deepEqual([...said], ['identity/wrong-password', 'identity/wait'])
  }))

test('a session id is new at sign-in, the one before is ended; all others are ended by their owner', () =>
  inCity(async (_city, at) => {
    const [one, two, three] = [new Browser(at), new Browser(at), new Browser(at)]
    await one.signsIn('zhangsan')
    const first = one.cookies.get('session')?.value ?? ''
    await one.signsIn('zhangsan')
    assert.notEqual(one.cookies.get('session')?.value, first)
    two.cookies.set('session', { value: first, path: '/' })
    assert.equal((await two.json('GET', '/api/session')).code, 'identity/session-ended')
    await two.signsIn('zhangsan')
    await three.signsIn('zhangsan')
    assert.ok((await three.json('DELETE', '/api/sessions')).ended >= 2)
    assert.equal((await one.json('GET', '/api/session')).status, 401)
    assert.equal((await three.json('GET', '/api/session')).status, 200)
    const foreign = '01919000-0000-7000-8000-000000000000'
    assert.equal((await three.json('DELETE', `/api/sessions/${foreign}`)).code, 'identity/no-such-session')
  }))

test('an address is shown as far as its owner knows it', () => {
  assert.deepEqual(['127.0.0.1', '::ffff:10.1.2.3', '112.20.3.4', '240e:47e:1:2::1'].map(placeOf), [
    '本机',
    '单位内网',
    '112.20.*.*',
    '240e:47e:…',
  ])
})
