import assert from 'node:assert/strict'
import { unzipSync, zipSync } from 'fflate'
import { application } from '#commons/service-application'
import { handling } from '#commons/service-handling'
import { systems } from '#systems'
import { scenario, type City, type Person } from '#testing'
import { hostAppOf, type HostApp } from '#testing/host-app'
import { authorities, signedForOpenssl } from '#testing/seals'
import { allowance, su } from '#testing/allowance'
import { appRun, enquiryRun } from './cases.ts'
import { applicationsInApps, appsSupplied, enquiriesInTime } from './indicators.ts'
import { answered, enquiry, mobileApp } from './registers.ts'
import servicePortal from './system.ts'

const beside = systems.filter(({ name }) => ['unified-acceptance', 'e-licence', 'e-seal'].includes(name))
const bureau = 'city-data-bureau'
const stranger = { name: '宿迁来', idNumber: '321302199001010012', mobile: '13805110099' }

/** A city with one item in its library, and the province's application on its line. */
async function connected(city: City) {
  await authorities(city)
  const library = await city.officer(bureau, ['service-library-keeper'], '施向')
  const { id: item } = await library.asks('POST', '/api/registers/service-item', allowance)
  const { id: bank } = await library.asks('POST', '/api/registers/service-item-need', {
    ...{ item, title: '社保卡开户行', kind: 'text', source: 'applicant', needed: true },
  })
  const keeper = await city.officer(bureau, ['portal-keeper'], '门海')
  const agency = await city.officer('city-civil-affairs-bureau', ['mobile-app-keeper', 'enquiry-answerer'], '达敏')
  const host = await hostAppOf(city, keeper, [su, stranger])
  const line = { url: host.url, secret: host.secret }
  await keeper.asks('POST', '/api/connections/provincial-app/line', line)
  return { library, keeper, agency, host, item: item as string, bank: bank as string }
}

/** An app of an agency, agreed on. */
async function agreed(agency: Person, keeper: Person, values: object) {
  const { id } = await agency.asks('POST', '/api/registers/mobile-app', {
    ...{ lead: 'city-civil-affairs-bureau', theme: 'age', phone: '0515-12345', ...values },
  })
  const run = (await keeper.cases(appRun)).find((one) => one.subject === id)
  await keeper.does(appRun, run?.id as string, 'agree', { words: '同意' })
  return { id: id as string, run: run?.id as string }
}
const appOf = (item: string) => ({ title: '高龄津贴', says: '满八十岁的老人每月领', opens: 'item', item })

const listedApp = async (by: Person, id: string) =>
  (await by.asks('GET', '/api/apps')).rows.find((one: { id: string }) => one.id === id)
const faultsOf = async (by: Person) =>
  (await by.asks('GET', '/api/app-faults')).rows.map(({ step }: { step: string }) => step)
const number = async (by: Person, { name }: { name: string }) =>
  (await by.asks('GET', `/api/indicators/${name}`)).number

/** Somebody comes from the application. */
const comes = async (city: City, host: HostApp, app: string, name: string, as?: object) => {
  const person = city.visitor()
  const ticket = await host.ticket(app, name, as as never)
  return { person, ticket, came: await person.asks('POST', '/api/app-visits', { app, ticket }) }
}

scenario(
  'service-portal: an app is tried against the application that shows it, opens for whom that vouches for, and is refused there once it is taken away',
  servicePortal,
  async (city) => {
    const { keeper, agency, host, item, bank } = await connected(city)
    await using _host = host
    const citizen = await city.citizen('suyulan', su.name, su.idNumber)
    const { id, run } = await agreed(agency, keeper, appOf(item))
    const others = [
      await agreed(agency, keeper, { title: '我的办件', says: '办到哪了', opens: 'mine' }),
      await agreed(agency, keeper, { title: '我的证照', says: '电子证照', opens: 'licences' }),
      await agreed(agency, keeper, { title: '办事指南', says: '要什么', opens: 'guides' }),
    ]
    assert.equal(await number(keeper, appsSupplied), 0)
    await city.waits({ minutes: 1 })
    assert.deepEqual(await faultsOf(keeper), [])
    assert.equal((await listedApp(agency, id)).state, 'passed')
    assert.equal(await number(keeper, appsSupplied), 4)
    assert.equal((await host.installed()).length, 4)

    // Somebody who was checked here comes as themselves, does one thing, and finds it at home too.
    const { person, ticket, came } = await comes(city, host, id, su.name)
    assert.equal(came.page, `/start/service-application?item=${item}`)
    const session = await person.asks('GET', '/api/session')
    assert.equal(session.person.name, su.name)
    assert.equal(session.through.called, '苏服办 · 高龄津贴')
    await person.asks('POST', `/api/registers/${application.name}`, {
      ...{ item, livesAt: '320902001', applicant: su.name, idNumber: su.idNumber, mobile: su.mobile },
      ...{ said: [{ asks: bank, says: '建设银行' }] },
    })
    assert.equal((await citizen.cases(handling)).length, 1)
    assert.equal(await number(keeper, applicationsInApps), 1)

    // A ticket is good once, for one app; what is asked for beyond the app is refused.
    await city.refuses(city.visitor().asks('POST', '/api/app-visits', { app: id, ticket }), 'app/bad-ticket')
    const elsewhere = await host.ticket(others[0]?.id as string, su.name)
    await city.refuses(city.visitor().asks('POST', '/api/app-visits', { app: id, ticket: elsewhere }), 'app/bad-ticket')
    const late = await host.ticket(id, su.name, {}, -1)
    await city.refuses(city.visitor().asks('POST', '/api/app-visits', { app: id, ticket: late }), 'app/bad-ticket')
    await city.refuses(person.asks('GET', '/api/sessions'), 'identity/not-in-apps')
    await city.refuses(person.asks('GET', '/api/apps/provincial-apps/' + id + '/package'), 'app/no-such')

    // Nobody is put into another's place unasked; a name that is not the number's is refused.
    const again = await host.ticket(id, stranger.name)
    await city.refuses(citizen.asks('POST', '/api/app-visits', { app: id, ticket: again }), 'app/somebody-here')
    await city.refuses(comes(city, host, id, su.name, { name: '苏玉' }), 'identity/other-name')
    const first = await comes(city, host, id, stranger.name)
    const second = await comes(city, host, id, stranger.name)
    const who = async ({ person: one }: typeof first) => (await one.asks('GET', '/api/session')).person.id
    assert.equal(await who(first), await who(second))

    // Taken away: the application opens it no more, and whoever is in it is out.
    assert.ok((await host.opens(id, su.name)).to?.includes(`/in/${id}#ticket=`))
    const held = await host.ticket(id, su.name)
    await keeper.does(appRun, run, 'end', { words: '并入别的应用' })
    assert.match((await host.opens(id, su.name)).says, /没有打开：应用已经下架/)
    await city.refuses(person.asks('GET', '/api/session'), 'identity/session-ended')
    await city.refuses(city.visitor().asks('POST', '/api/app-visits', { app: id, ticket: held }), 'app/not-open')
    assert.equal(await number(keeper, appsSupplied), 3)
  },
  beside,
)

scenario(
  'service-portal: an application that is careless is found out step by step; one that is gone is asked again; what an app opens is tried when it changes',
  servicePortal,
  async (city) => {
    const { library, keeper, agency, host, item } = await connected(city)
    await using _host = host
    const { id } = await agreed(agency, keeper, appOf(item))
    const again = async () => {
      await agency.asks('POST', `/api/apps/provincial-apps/${id}/again`)
      await city.waits({ minutes: 2 })
      return faultsOf(agency)
    }
    await host.careless({ gone: true })
    await city.waits({ minutes: 2 })
    assert.equal((await listedApp(keeper, id)).state, 'silent')
    await host.careless({ takesAnyPackage: true })
    assert.deepEqual(await again(), ['签名以后改过的包装不上', '别人签名的包装不上'])
    await host.careless({ takesTicketsTwice: true })
    assert.deepEqual(await again(), ['用过的票据不能再用'])
    await host.careless({ opensWhatEnded: true })
    assert.deepEqual(await again(), ['下架以后打不开'])
    await host.careless({ tellsMore: true })
    assert.deepEqual(await again(), ['凭票据换到约定的信息，一项不多'])
    const [row] = (await keeper.asks('GET', `/api/registers/${mobileApp.name}`)).rows
    assert.match(row.fault, /一项不多：对方给的信息和约定的不一样/)
    assert.equal(await number(keeper, appsSupplied), 0)
    assert.match((await host.opens(id, su.name)).says, /没有这个应用/)
    await host.careless({})
    assert.deepEqual(await again(), [])
    assert.equal(await number(keeper, appsSupplied), 1)

    // The item that it opens asks to choose and gives no choice: it cannot be done to its end, and the app opens no more.
    const { id: choice } = await library.asks('POST', '/api/registers/service-item-need', {
      ...{ item, title: '发到哪张卡', kind: 'choice', source: 'applicant', needed: true },
    })
    await city.waits({ minutes: 1 })
    assert.deepEqual(await faultsOf(agency), ['打开的页面从头办得到尾'])
    assert.equal(await number(keeper, appsSupplied), 0)
    assert.match((await host.opens(id, su.name)).says, /应用已经下架/)
    const need = await library.asks('GET', `/api/registers/service-item-need/${choice}`)
    const at = `/api/registers/service-item-need/${choice}`
    await library.asks('PATCH', at, { standing: 'gone' }, { 'if-match': `"${need.version}"` })
    await city.waits({ minutes: 1 })
    assert.deepEqual(await faultsOf(agency), [])

    // Its package is signed as the standard says, and holds for another implementation; another name is another version.
    const file = (await agency.raw('GET', `/api/apps/provincial-apps/${id}/package`)).rawPayload
    const parts = unzipSync(file)
    signedForOpenssl(parts['app.json'] as Uint8Array, parts['signature.p7s'] as Uint8Array)
    assert.throws(() =>
      signedForOpenssl(Buffer.from([...(parts['app.json'] as Uint8Array), 32]), parts['signature.p7s'] as Uint8Array),
    )
    assert.ok(zipSync(parts).length < 20_000)
  },
  beside,
)

scenario(
  'service-portal: somebody asks, is answered by whoever is in charge, asks once more, and what they let be shared stands under the guide',
  servicePortal,
  async (city) => {
    const { item, agency, keeper, host } = await connected(city)
    await using _host = host
    const citizen = await city.citizen('suyulan', su.name, su.idNumber)
    const asks = (values: object) =>
      citizen.asks('POST', `/api/registers/${enquiry.name}`, {
        ...{ title: '要自己申请吗', sort: 'how', item, words: '我快八十了', sharing: true, ...values },
      })
    const { id } = await asks({})
    const open = async (by: Person) => (await by.cases(enquiryRun)).find(({ subject }) => subject === id)?.id as string
    await agency.does(enquiryRun, await open(agency), 'answer', { answer: '要申请一次。' })
    await citizen.does(enquiryRun, await open(citizen), 'again', { words: '在哪里申请？' })
    await agency.does(enquiryRun, await open(agency), 'answer', {
      ...{ answer: '网上、社区、自助机都行。', publishes: '高龄津贴要自己申请吗？' },
    })
    const shown = await city.visitor().asks('GET', `/api/registers/${answered.name}?filter.item=${item}`)
    assert.deepEqual(
      shown.rows.map((one: { title: string; answer: string }) => [one.title, one.answer]),
      [['高龄津贴要自己申请吗？', '网上、社区、自助机都行。']],
    )
    await citizen.does(enquiryRun, await open(citizen), 'helped', {})
    assert.equal(await number(keeper, enquiriesInTime), 100)

    // What its asker does not share is not published; one that nobody answers is late.
    const { id: quiet } = await asks({ title: '我家的情况', sharing: false })
    const run = (await agency.cases(enquiryRun)).find(({ subject }) => subject === quiet)?.id as string
    const published = { answer: '可以。', publishes: '她家的情况' }
    await city.refuses(agency.does(enquiryRun, run, 'answer', published), 'case/not-now')
    await city.waits({ workingDays: 4 })
    assert.equal((await agency.cases(enquiryRun)).find((one) => one.id === run)?.state, 'late')
    assert.equal(await number(keeper, enquiriesInTime), 50)
  },
  beside,
)
