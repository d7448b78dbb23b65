import assert from 'node:assert/strict'
import { application } from '#commons/service-application'
import { handling } from '#commons/service-handling'
import { systems } from '#systems'
import { scenario, type City, type Person } from '#testing'
import { authorities, checked, sealFor } from '#testing/seals'
import { allowance } from '#testing/allowance'
import { kioskRepair, kioskRun } from './cases.ts'
import { applicationsAtKiosks, itemsAtKiosks, kiosksInService, looksAtKiosks } from './indicators.ts'
import { kiosk, kioskService } from './registers.ts'
import selfServiceKiosk from './system.ts'

const beside = systems.filter(({ name }) => ['unified-acceptance', 'e-licence', 'e-seal'].includes(name))
const hall = 'tinghu-service-hall'
const bureau = 'tinghu-market-regulation-bureau'
const su = { applicant: '苏玉兰', idNumber: '320902196307220029', mobile: '13805110002' }

/** Three items: one that goes at a machine, one that asks to choose and gives no choice, one that is not for machines. */
async function offered(city: City) {
  const library = await city.officer('city-data-bureau', ['service-library-keeper'], '施向')
  const item = async (more: object) =>
    (await library.asks('POST', '/api/registers/service-item', { ...allowance, ...more })).id as string
  const need = (of: string, more: object) =>
    library.asks('POST', '/api/registers/service-item-need', { item: of, source: 'applicant', needed: true, ...more })
  const goes = await item({ kiosk: true })
  const { id: bank } = await need(goes, { title: '社保卡开户行', kind: 'text' })
  const { id: photo } = await need(goes, { title: '户口簿照片', kind: 'files' })
  const odd = await item({ title: '残疾人证换领', words: '残疾证旧了', kiosk: true })
  const { id: choice } = await need(odd, { title: '残疾类别', kind: 'choice' })
  const elsewhere = await item({ title: '养老机构备案', words: '办养老院要什么', kiosk: false })
  return { library, goes, odd, elsewhere, bank: bank as string, photo: photo as string, choice: choice as string }
}

/** A machine that stands in a hall, and those who look after it. */
async function placed(city: City) {
  const planner = await city.officer('city-data-bureau', ['kiosk-planner', 'kiosk-leader'], '祝子明')
  const keeper = await city.officer(hall, ['kiosk-keeper'], '袁自立')
  const { id } = await planner.asks('POST', '/api/registers/kiosk', {
    ...{ title: '亭湖大厅一号机', livesAt: '320902', address: '一楼东门', tier: 'county', allDay: true },
    ...{ hours: '全天', phone: '0515-88000000', keeper: hall, point: { lat: 33.39, lon: 120.2 } },
  })
  const machine = city.visitor()
  const { code } = await keeper.asks('POST', `/api/kiosks/city-kiosks/${id}/code`)
  await machine.asks('POST', '/api/kiosk', { code })
  return { planner, keeper, machine, id: id as string, code: code as string }
}

/** Somebody lends a machine a session from their telephone. */
async function lends(by: Person, machine: Person) {
  const ask = await machine.asks('POST', '/api/kiosk/asks')
  const seen = await by.asks('GET', `/api/kiosk-asks/${ask.code}`)
  assert.ok(seen.numbers.includes(ask.number))
  await by.asks('POST', `/api/kiosk-asks/${ask.code}`, { number: ask.number })
  assert.equal((await machine.asks('POST', `/api/kiosk/asks/${ask.id}/session`)).state, 'given')
  return ask
}

const number = async (by: Person, { name }: { name: string }) =>
  (await by.asks('GET', `/api/indicators/${name}`)).number

scenario(
  'self-service-kiosk: a citizen lends a machine a session, gets one thing done and prints a licence that a stranger believes; the next person sees nothing',
  selfServiceKiosk,
  async (city) => {
    const { goes, elsewhere, bank, photo } = await offered(city)
    const { machine, keeper, planner } = await placed(city)
    const citizen = await city.citizen('suyulan', '苏玉兰', su.idNumber)
    await authorities(city)
    await sealFor(city, bureau, 'licence', '盐城市亭湖区市场监督管理局')
    const issuer = await city.officer(bureau, ['licence-issuer', 'licence-type-reviewer'], '史平')
    const reviewer = await city.officer('city-data-bureau', ['licence-type-reviewer'], '尹岭')
    const { id: type } = await reviewer.asks('POST', '/api/registers/licence-type', {
      ...{ title: '食品经营许可证', code: '11370800MB28559184001', lead: 'city-market-regulation-bureau' },
      ...{ whom: 'person', months: 60, says: '请在经营场所醒目位置公示。' },
    })
    const { id: licence } = await issuer.asks('POST', '/api/registers/licence', {
      ...{ type, holder: su.applicant, idNumber: su.idNumber, issuer: bureau, said: [] },
    })

    // Whoever finds another number stands before another machine; the code is good no more.
    const wrong = await machine.asks('POST', '/api/kiosk/asks')
    const other = [10, 11].find((one) => one !== wrong.number)
    await city.refuses(citizen.asks('POST', `/api/kiosk-asks/${wrong.code}`, { number: other }), 'kiosk/wrong-number')
    await city.refuses(citizen.asks('GET', `/api/kiosk-asks/${wrong.code}`), 'kiosk/no-such-ask')
    assert.equal((await machine.asks('POST', `/api/kiosk/asks/${wrong.id}/session`)).state, 'refused')

    const ask = await lends(citizen, machine)
    await city.refuses(citizen.asks('POST', `/api/kiosk-asks/${ask.code}`, { number: ask.number }), 'kiosk/no-such-ask')
    await city.refuses(machine.asks('POST', `/api/kiosk/asks/${ask.id}/session`), 'kiosk/no-such-ask')
    const session = await machine.asks('GET', '/api/session')
    assert.deepEqual([session.person.name, session.position, typeof session.machine.id], ['苏玉兰', null, 'string'])

    // At the machine she holds what is open at machines, and nothing else.
    for (const at of ['/api/sessions', '/api/factors', '/api/mandates', '/api/inbox'])
      await city.refuses(machine.asks('GET', at), 'identity/not-at-machines')
    // What is to be handed in comes from her telephone, and from nobody else's.
    const neighbour = await city.citizen('gujianping', '顾建平', '320902195803150010')
    const bringing = await machine.asks('POST', '/api/kiosk/papers')
    await city.refuses(neighbour.asks('GET', `/api/kiosk-papers/${bringing.code}`), 'kiosk/no-such-bringing')
    const paper = await citizen.brings('户口簿.jpg', Buffer.from('ffd8ffe000104a464946000101', 'hex'))
    await city.refuses(
      neighbour.asks('POST', `/api/kiosk-papers/${bringing.code}`, { files: [paper] }),
      'file/not-uploaded',
    )
    await citizen.asks('POST', `/api/kiosk-papers/${bringing.code}`, { files: [paper] })
    const { rows: came } = await machine.asks('GET', `/api/kiosk/papers/${bringing.id}`)
    assert.deepEqual(came, [paper])
    const said = [
      { asks: bank, says: '建设银行' },
      { asks: photo, says: came },
    ]
    const filed = { item: goes, livesAt: '320902001201', ...su, said }
    const file = (more: object) => machine.asks('POST', '/api/registers/service-application', { ...filed, ...more })
    await city.refuses(file({ item: elsewhere, said: [] }), 'register/wrong-fields')
    const row = await file({})
    assert.equal(row.door, 'kiosk')
    const [matter] = (await machine.asks('GET', '/api/matters')).rows
    assert.equal(matter.kind, handling.name)
    assert.equal((await citizen.lists(application)).length, 1)

    const print = () => machine.asks('POST', '/api/kiosk/prints', { paper: 'licence', record: licence })
    const printed = `/api/kiosk/prints/${(await print()).id}`
    const pdf = (await machine.raw('GET', printed)).rawPayload
    assert.equal(pdf.subarray(0, 5).toString(), '%PDF-')
    assert.equal((await checked(city.visitor(), pdf)).verdict, 'good')
    for (let again = 1; again < 5; again += 1) await print()
    await city.refuses(print(), 'kiosk/printed-enough')
    await city.refuses(
      citizen.asks('POST', '/api/kiosk/prints', { paper: 'licence', record: licence }),
      'kiosk/not-a-machine',
    )

    // She leaves; the machine is nobody's. Whoever forgets to leave is gone by themselves.
    await machine.asks('DELETE', '/api/session')
    await city.refuses(machine.asks('GET', '/api/matters'), 'identity/not-signed-in')
    await city.refuses(machine.asks('GET', printed), 'identity/not-signed-in')
    await lends(citizen, machine)
    await city.waits({ minutes: 3 })
    await city.refuses(machine.asks('GET', '/api/matters'), 'identity/session-ended')
    await machine.asks('DELETE', '/api/session')
    await lends(neighbour, machine)
    assert.deepEqual((await machine.asks('GET', '/api/matters')).rows, [])
    await city.refuses(print(), 'register/not-found')
    // The next one is asked: whoever was there is there no more.
    await machine.asks('POST', '/api/kiosk/asks')
    await city.refuses(machine.asks('GET', '/api/matters'), 'identity/session-ended')

    const [here] = (await keeper.asks('GET', '/api/kiosks')).rows
    assert.deepEqual([here.state, here.lent, here.printed], ['on', 3, 5])
    assert.equal(await number(planner, applicationsAtKiosks), 1)
  },
  beside,
)

scenario(
  'self-service-kiosk: what is offered is tried before it is counted, and again when it has changed; a machine that falls silent is mended',
  selfServiceKiosk,
  async (city) => {
    const { library, goes, odd, choice } = await offered(city)
    const { machine, keeper, planner, id, code } = await placed(city)
    const visitor = city.visitor()
    await city.refuses(visitor.asks('POST', '/api/kiosk', { code }), 'kiosk/wrong-code')
    await city.refuses(visitor.asks('GET', '/api/kiosk'), 'kiosk/not-a-machine')
    const elsewhere = await city.officer('yandu-service-hall', ['kiosk-keeper'], '别处')
    await city.refuses(elsewhere.asks('POST', `/api/kiosks/city-kiosks/${id}/code`), 'kiosk/no-such')
    const near = async (lat: number, lon: number) =>
      (await visitor.asks('GET', `/api/kiosks/near?lat=${lat}&lon=${lon}`)).rows
    assert.deepEqual(await near(33.39, 120.2), [], 'what nobody can come to is not near')
    const [run] = await planner.cases(kioskRun)
    await planner.does(kioskRun, run?.['id'] as string, 'start', { since: '2024-08-26' })
    assert.equal(await number(planner, kiosksInService), 1)
    const [nearest] = await near(33.385, 120.2)
    assert.deepEqual([nearest.title, nearest.metres, nearest.minutes], ['亭湖大厅一号机', 555, 13])
    assert.equal((await near(33.39, 120.2))[0].metres, 0)

    // Each is handed in and taken back: nothing of it stays but what came of it.
    await city.waits({ minutes: 1 })
    const tried = async (about: string, sort = 'file') =>
      (await visitor.lists(kioskService)).find((one) => one['about'] === about && one['sort'] === sort)
    assert.deepEqual([(await tried(goes))?.['standing'], (await tried(goes))?.['fault']], ['passed', null])
    assert.match((await tried(odd))?.['fault'], /残疾类别/)
    assert.deepEqual([await number(planner, itemsAtKiosks), await number(planner, looksAtKiosks)], [1, 3])
    const receiver = await city.officer(hall, ['service-receiver'], '童晓')
    assert.deepEqual([(await receiver.lists(application)).length, (await receiver.cases(handling)).length], [0, 0])
    const need = await library.asks('GET', `/api/registers/service-item-need/${choice}`)
    const amends = { 'if-match': `"${need.version}"` }
    await library.asks('PATCH', `/api/registers/service-item-need/${choice}`, { options: '视力\n听力' }, amends)
    await city.waits({ minutes: 1 })
    assert.equal((await tried(odd))?.['standing'], 'passed')
    assert.equal(await number(planner, itemsAtKiosks), 2)

    const beats = () => machine.asks('POST', '/api/kiosk/beats', { version: 'test' })
    await beats()
    await city.waits({ minutes: 9 })
    assert.equal((await keeper.cases(kioskRepair)).length, 0)
    await city.waits({ minutes: 2 })
    const [repair, ...more] = await keeper.cases(kioskRepair)
    assert.deepEqual(
      [more.length, repair?.['state'], repair?.['facts']?.what],
      [0, 'reported', '联系不上，可能断电、断网'],
    )
    assert.equal((await keeper.asks('GET', '/api/kiosks')).rows[0].state, 'silent')
    await beats()
    assert.equal((await keeper.asks('GET', '/api/kiosks')).rows[0].state, 'on')
    await keeper.does(kioskRepair, repair?.['id'] as string, 'fix', { words: '插座松了' })
    for (let twice = 0; twice < 2; twice += 1) await machine.asks('POST', '/api/kiosk/troubles', { what: 'paper' })
    const open = (await keeper.cases(kioskRepair)).filter(({ state }) => state === 'reported')
    assert.equal(open.length, 1, 'what is reported twice is mended once')

    await keeper.asks('DELETE', `/api/kiosks/city-kiosks/${id}`)
    await city.refuses(beats(), 'kiosk/not-a-machine')
    assert.equal((await visitor.lists(kiosk)).length, 1)
  },
  beside,
)
