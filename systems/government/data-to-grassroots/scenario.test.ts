import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { application } from '#commons/service-application'
import { handling } from '#commons/service-handling'
import { systems } from '#systems'
import { scenario, type City, type Person } from '#testing'
import { farSideOf, type FarSide } from '#testing/far-side'
import { allowance, su } from '#testing/allowance'
import { returned, throughTheProvince } from './indicators.ts'
import { returnedRecord } from './registers.ts'
import dataToGrassroots from './system.ts'

const beside = systems.filter(({ name }) => name === 'unified-acceptance')
const applied = {
  ...{ item: allowance.title, region: '320902001', ...su },
  ...{ answers: [{ asks: '社保卡开户行', says: '建设银行' }] },
}

/** A city with its line open, and the other side. */
async function connected(city: City) {
  const library = await city.officer('city-data-bureau', ['service-library-keeper'], '施向')
  const { id } = await library.asks('POST', '/api/registers/service-item', allowance)
  await library.asks('POST', '/api/registers/service-item-need', {
    ...{ title: '社保卡开户行', kind: 'text', source: 'applicant', needed: true, item: id },
  })
  const keeper = await city.officer('city-data-bureau', ['connection-keeper'], '段捷')
  const hall = await city.officer('tinghu-service-hall', ['service-receiver'], '童晓')
  const far = await farSideOf(city, 'provincial-hub')
  await keeper.asks('POST', '/api/connections/provincial-hub/line', { url: far.url, secret: far.secret })
  return { library, item: id as string, keeper, hall, far }
}

const message = (key: string, seq: number, body: object, stream = 'application') => ({
  ...{ id: randomUUID(), stream, key, seq, body },
})
const told = async (far: FarSide, one: ReturnType<typeof message>) => {
  const answer = await far.tells(one)
  return [answer.status, answer.told?.state ?? answer.told?.code]
}

const aDay = 24 * 60
/** Lets the minutes pass in which the house sends, composes and compares. */
const passes = (city: City, minutes: number) => city.waits({ minutes })
const standing = async (keeper: Person) => (await keeper.asks('GET', '/api/connections')).rows[0]
const stuck = async (keeper: Person) => (await keeper.asks('GET', '/api/stuck-messages')).rows

scenario(
  'data-to-grassroots: what the province hands over is done here and told there; the other side fails, lies, loses and is gone for a day; nothing is lost or doubled',
  dataToGrassroots,
  async (city) => {
    const { keeper, hall, far } = await connected(city)
    await using _ = far
    const bureau = await city.officer('tinghu-civil-affairs-bureau', ['service-decider'], '闵正')

    // Handed over, twice by mistake: one application, at the hall of its place, with its answers.
    const first = message('JS-001', 1, applied)
    assert.deepEqual(await told(far, first), [200, 'taken'])
    assert.deepEqual(await told(far, first), [200, 'before'])
    const [run, ...more] = await hall.cases(handling)
    assert.equal(more.length, 0)
    const id = run?.['id'] as string
    const { record } = await hall.reads(handling, id)
    assert.deepEqual([record.door, record.said[0].says], ['province', '建设银行'])
    await passes(city, 1)
    const has = async () => (await far.state()).rows.map(({ seq }) => seq)
    assert.deepEqual(await has(), [1])

    // It fails, then is gone for a day: what moves here waits, in order, and goes as soon as somebody answers.
    await far.faults({ fails: true })
    await hall.does(handling, id, 'receive', {})
    await passes(city, 1)
    assert.equal((await standing(keeper)).line, 'quiet')
    await far.goes()
    await passes(city, aDay)
    await bureau.does(handling, id, 'extend', { words: '要核对户籍' })
    await passes(city, 1)
    assert.deepEqual([(await standing(keeper)).due, await stuck(keeper)], [2, []])
    await far.comes()
    await passes(city, 61)
    // What it had was in its memory: it asks for the first again, and has all of them.
    assert.deepEqual([await has(), (await standing(keeper)).due], [[3], 0])

    // It says that it has taken what it drops: the comparison of the next day finds it, and it is sent again.
    await far.faults({ lies: true })
    await bureau.does(handling, id, 'grant', { words: '准予', resultFiles: [await bureau.brings('决定.txt', '准予')] })
    await passes(city, 2)
    assert.deepEqual([await has(), (await standing(keeper)).due], [[3], 0])
    await far.faults({})
    await passes(city, aDay)
    await passes(city, 2)
    const { apart, comparedOn } = await standing(keeper)
    assert.ok(comparedOn)
    assert.ok(apart >= 1, 'what it lied about is on record')
    assert.deepEqual(await has(), [4])

    // It refuses one: a person sees why and what waits behind it, and has it done once more.
    await far.faults({ refuses: '事项未在省目录' })
    await hall.does(handling, id, 'deliver', {})
    await passes(city, 2)
    const [one] = await stuck(keeper)
    assert.deepEqual([one.fault, one.direction, one.kind], ['事项未在省目录', 'out', '办件进度'])
    await far.faults({})
    await keeper.asks('POST', `/api/connections/provincial-hub/messages/${one.id}/again`)
    await passes(city, 2)
    assert.deepEqual([await stuck(keeper), await has()], [[], [5]])
    assert.equal((await keeper.asks('GET', `/api/indicators/${throughTheProvince.name}`))['number'], 1)
  },
  beside,
)

scenario(
  'data-to-grassroots: what comes too early is held, what cannot be read waits for a person, what was never sent is asked for; a county sees what is about it alone',
  dataToGrassroots,
  async (city) => {
    const { library, keeper, far } = await connected(city)
    await using _ = far
    const leader = await city.officer('city-data-bureau', ['service-leader'], '石卫')
    const street = await city.officer('town-320902001', ['return-reader'], '席舒')
    const other = await city.officer('town-320902003', ['return-reader'], '别处')

    // The third before the first and the second: held until they are there, then taken in order, the last one's words stand.
    const body = (says: string) => ({
      ...{ catalogue: 'pension', about: '苏玉兰', region: '320902001201', on: '2024-08-01', says },
    })
    assert.deepEqual(await told(far, message('R-1', 3, body('第三次'), 'returned')), [200, 'held'])
    assert.deepEqual(await told(far, message('R-1', 2, body('第二次'), 'returned')), [200, 'held'])
    assert.equal((await standing(keeper)).held, 2)
    assert.deepEqual(await told(far, message('R-1', 1, body('第一次'), 'returned')), [200, 'taken'])
    const [row, ...more] = await street.lists(returnedRecord)
    assert.deepEqual(
      [more.length, (await street.asks('GET', `/api/registers/returned-record/${row?.['id']}`)).version],
      [0, 3],
    )
    assert.deepEqual(await other.lists(returnedRecord), [])
    assert.equal((await keeper.asks('GET', `/api/indicators/${returned.name}`))['number'], 1)

    // An item that nobody knows: stuck with why; once the item is there it is done once more, with what waited behind it.
    const strange = { ...applied, item: '尊老金' }
    assert.deepEqual(await told(far, message('JS-9', 1, strange)), [200, 'stuck'])
    assert.deepEqual(await told(far, message('JS-9', 2, { ...strange, words: '请上门' })), [200, 'held'])
    const [one] = await stuck(keeper)
    assert.deepEqual([one.fault, one.behind], ['“尊老金”在政务服务事项里没有', 1])
    const again = () => keeper.asks('POST', `/api/connections/provincial-hub/messages/${one.id}/again`)
    await again()
    assert.equal((await stuck(keeper)).length, 1, 'nothing has changed')
    await library.asks('POST', '/api/registers/service-item', { ...allowance, title: '尊老金' })
    await again()
    assert.deepEqual([await stuck(keeper), (await standing(keeper)).held], [[], 0])
    const rows = await leader.lists(application)
    assert.deepEqual(
      rows.map(({ title, version }) => [title, version]),
      [['尊老金', 2]],
    )

    // One that is given up lets those behind it go on.
    assert.deepEqual(await told(far, message('JS-10', 1, { ...applied, region: '不是地方' })), [200, 'stuck'])
    assert.deepEqual(await told(far, message('JS-10', 2, applied)), [200, 'held'])
    const [bad] = await stuck(keeper)
    await keeper.asks('POST', `/api/connections/provincial-hub/messages/${bad.id}/giving-up`, {
      words: '省里已经改正重发',
    })
    assert.deepEqual([await stuck(keeper), (await leader.lists(application)).length], [[], 2])

    // What it holds to have sent and never has: the comparison asks for it.
    await far.tells(message('R-2', 1, { ...body('没有送到'), about: '顾建平' }, 'returned'), true)
    await passes(city, aDay)
    await passes(city, 2)
    for (let tries = 0; tries < 100 && (await street.lists(returnedRecord)).length < 2; tries += 1)
      await new Promise((turn) => setTimeout(turn, 50))
    assert.equal((await street.lists(returnedRecord)).length, 2)

    // Nobody without the secret is heard, nobody without the right sets a line up, and no address that is not one.
    const forged = await fetch(`${far.url}/messages`, { method: 'POST', body: '{}' })
    assert.equal(forged.status, 401)
    const unsigned = await keeper.raw('POST', '/api/connections/provincial-hub/messages', {
      ...{ id: 'x', stream: 'returned', key: 'R-3', seq: 1, body: {} },
    })
    assert.equal(unsigned.statusCode, 400)
    const line = (by: Person, url: string) =>
      by.asks('POST', '/api/connections/provincial-hub/line', { url, secret: far.secret })
    await city.refuses(line(street, far.url), 'connection/no-such')
    await city.refuses(line(keeper, 'http://10.0.0.1/x'), 'connection/not-an-address')
    await city.refuses(line(keeper, 'https://user:word@hub.example/'), 'connection/not-an-address')
    await keeper.asks('DELETE', '/api/connections/provincial-hub/line')
    assert.deepEqual(await told(far, message('R-9', 1, body('停用以后'), 'returned')), [503, 'connection/line-off'])
  },
  beside,
)
