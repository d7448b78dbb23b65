import assert from 'node:assert/strict'
import { dataItem } from '#commons/data-resource'
import { systems } from '#systems'
import { Refused, scenario, type City, type Person } from '#testing'
import { su } from '#testing/allowance'
import { published, resourceOf, runOf } from '#testing/published-data'
import { abuseReview, agreementRun } from './cases.ts'
import { agreementsLive, answeredInTime } from './indicators.ts'
import { agreedItem, agreement } from './registers.ts'
import dataSharing from './system.ts'

const beside = systems.filter(({ name }) => ['data-catalogue', 'low-income'].includes(name))
const civil = 'city-civil-affairs-bureau'
const matter = '核对临时救助申请'

/** The tax bureau's wages in the catalogue, and who wants them. */
async function wagesToldOf(city: City) {
  const keeper = await city.officer('city-data-bureau', ['catalogue-keeper'], '穆录')
  const tax = await city.officer('city-tax-bureau', ['data-officer', 'data-provider', 'sharing-provider'], '税语')
  const asker = await city.officer(civil, ['sharing-officer'], '达敏')
  const user = await city.officer(civil, ['data-user'], '邵用')
  await city.waits({ minutes: 1 })
  const wages = await resourceOf(keeper, 'dataset:taxed-wages')
  await published({ officer: tax, keeper }, wages)
  await city.waits({ minutes: 1 })
  const items = await keeper.lists(dataItem, `&filter.resource=${wages.id}`)
  const item = (name: string) => items.find((one) => one['name'] === name)?.['id'] as string
  return { keeper, tax, asker, user, wages, item }
}
type Told = Awaited<ReturnType<typeof wagesToldOf>>

/** An agreement that is asked for, with what it lets through. @returns its id and its case */
async function asked({ asker, tax, wages, item }: Told, values: object, lets = ['month', 'monthlyWage']) {
  const { id } = await asker.asks('POST', `/api/registers/${agreement.name}`, {
    ...{ title: '临时救助核对', resource: wages.id, key: item('citizen'), way: 'query', purpose: '核对申请人的工资' },
    ...{ basis: '《社会救助暂行办法》第五十八条', quota: 100, until: '2025-08-31', ...values },
  })
  for (const name of lets)
    await asker.asks('POST', `/api/registers/${agreedItem.name}`, { agreement: id, item: item(name), masked: false })
  return {
    id: id as string,
    run: (await tax.cases(agreementRun)).find((one) => one['subject'] === id)?.['id'] as string,
  }
}

const call = (by: Person, id: string, way: string, body: object) =>
  by.asks('POST', `/api/sharings/agency-sharing/${id}/${way}`, { key: su.idNumber, matter, ...body })
const calls = async (by: Person) => (await by.asks('GET', '/api/sharing-calls'))['rows']
const number = async (by: Person, { name }: { name: string }) =>
  (await by.asks('GET', `/api/indicators/${name}`))['number']

scenario(
  'what an agency needs is asked for, agreed on, and called within what was agreed; what is outside is refused and leaves its trace; its person sees who asked',
  dataSharing,
  async (city) => {
    const told = await wagesToldOf(city)
    const { tax, asker, user, item } = told
    const person = await city.citizen('suyulan', su.name, su.idNumber)
    const leader = await city.officer('city-data-bureau', ['sharing-leader'], '束章')
    const rowsTold = [{ citizen: su.idNumber, month: '2024-07', monthlyWage: 320_000 }]
    await tax.asks('POST', '/api/datasets/taxed-wages', { rows: rowsTold }, { 'idempotency-key': 'told-in-july' })

    const empty = await asked(told, {}, [])
    const none = await city.refuses(tax.does(agreementRun, empty.run, 'agree', { words: '同意' }), 'case/not-now')
    assert.match(none.message, /信息项/)
    await asker.does(agreementRun, empty.run, 'withdraw', { words: '重新写' })

    const { id, run } = await asked(told, {})
    const early = await city.refuses(call(user, id, 'query', {}), 'sharing/outside')
    assert.match(early.message, /还没有生效/)
    await tax.does(agreementRun, run, 'agree', { words: '同意，用于社会救助核对' })
    assert.equal(await number(leader, agreementsLive), 1)

    const { columns, rows } = await call(user, id, 'query', {})
    assert.deepEqual(
      columns.map(({ name }: { name: string }) => name),
      ['month', 'monthlyWage'],
      'what was not agreed on is not told',
    )
    assert.deepEqual(rows, [{ month: '2024-07', monthlyWage: '3200' }])
    assert.deepEqual((await call(user, id, 'query', { key: '321302199001010012' }))['rows'], [])

    // Another way, another agency, another officer: refused, and on record.
    const wrong = await city.refuses(call(user, id, 'verify', { claims: { month: '2024-07' } }), 'sharing/outside')
    assert.match(wrong.message, /协议是查询/)
    const stranger = await city.officer('city-education-bureau', ['data-user'], '顾教')
    await city.refuses(call(stranger, id, 'query', {}), 'sharing/no-such')
    await city.refuses(call(asker, id, 'query', {}), 'sharing/no-such')
    const trace = await calls(tax)
    assert.deepEqual(
      trace.map(({ operator, found, refused }: Record<string, unknown>) => [operator, found, refused !== null]),
      [
        ['顾教', 0, true],
        ['邵用', 0, true],
        ['邵用', 0, false],
        ['邵用', 1, false],
        ['邵用', 0, true],
      ],
    )

    // Whom it was about sees it at once: by whom, for what, which fields.
    const looks = (await person.asks('GET', '/api/looks'))['rows']
    assert.equal(looks.length, 1)
    assert.equal(looks[0].officer, '邵用')
    assert.match(looks[0].purpose, /核对临时救助申请/)
    assert.deepEqual(looks[0].fields, ['month', 'monthlyWage'])

    // A question of yes or no tells nothing else.
    const yesNo = await asked(told, { way: 'verify', title: '核对有没有工资' }, ['month'])
    await tax.does(agreementRun, yesNo.run, 'agree', { words: '同意' })
    const answer = await call(user, yesNo.id, 'verify', { claims: { month: '2024-07' } })
    assert.deepEqual([answer['matches'], answer['rows']], [{ month: true }, undefined])
    assert.deepEqual((await call(user, yesNo.id, 'verify', { claims: { month: '2024-06' } }))['matches'], {
      month: false,
    })
    await city.refuses(call(user, yesNo.id, 'verify', { claims: { monthlyWage: '3200' } }), 'sharing/outside')
    await city.refuses(call(user, yesNo.id, 'query', {}), 'sharing/outside')

    // A field of another resource cannot be slipped in.
    const other = (await asker.lists(dataItem)).find((one) => one['resource'] !== told.wages.id)?.['id']
    const slipped = await asked(told, { title: '夹带' }, [])
    await asker.asks('POST', `/api/registers/${agreedItem.name}`, { agreement: slipped.id, item: other })
    const stray = await city.refuses(tax.does(agreementRun, slipped.run, 'agree', { words: '同意' }), 'case/not-now')
    assert.match(stray.message, /不是这个数据资源的信息项/)
    assert.ok(item('citizen'))

    await asker.does(agreementRun, run, 'end', { words: '不用了' })
    const over = await city.refuses(call(user, id, 'query', {}), 'sharing/outside')
    assert.match(over.message, /终止/)
    assert.equal(await number(leader, agreementsLive), 1)
    await city.waits({ workingDays: 11 })
    assert.equal(await number(leader, answeredInTime), 75)
  },
  beside,
)

scenario(
  'a day has as many calls as were agreed on, however many come at once; who asks for one person again and again stops the contract until somebody has looked',
  dataSharing,
  async (city) => {
    const told = await wagesToldOf(city)
    const { tax, user } = told
    const few = await asked(told, { quota: 3 })
    await tax.does(agreementRun, few.run, 'agree', { words: '同意' })
    const keys = Array.from({ length: 8 }, (_, nth) => `32090219630722${String(1000 + nth)}`)
    const came = await Promise.allSettled(keys.map((key) => call(user, few.id, 'query', { key })))
    assert.equal(came.filter(({ status }) => status === 'fulfilled').length, 3)
    for (const one of came) if (one.status === 'rejected') assert.equal((one.reason as Refused).code, 'sharing/outside')
    await city.waits({ days: 1 })
    await call(user, few.id, 'query', {})

    const { id, run } = await asked(told, { title: '高龄津贴核对' })
    await tax.does(agreementRun, run, 'agree', { words: '同意' })
    for (let times = 0; times < 6; times += 1) await call(user, id, 'query', {})
    const stopped = await city.refuses(call(user, id, 'query', {}), 'sharing/outside')
    assert.match(stopped.message, /反复查同一个人/)
    const [review] = await tax.cases(abuseReview)
    await tax.does(abuseReview, review?.['id'] as string, 'resume', { words: '系统重试造成，已经改好' })
    await city.waits({ days: 2 })
    assert.deepEqual((await call(user, id, 'query', {}))['rows'], [])

    const { rows } = await user.asks('GET', '/api/sharings')
    assert.deepEqual(
      rows.map(({ used, quota, stopped: why }: Record<string, unknown>) => [used, quota, why]),
      [
        [1, 100, null],
        [0, 3, null],
      ],
    )
    // What the catalogue withdraws is let through by no contract.
    const catalogued = await runOf(told.keeper, told.wages)
    await tax.does({ name: 'data-resource-run' } as never, catalogued, 'withdraw', { words: '系统改造' })
    const gone = await city.refuses(call(user, id, 'query', {}), 'sharing/outside')
    assert.match(gone.message, /已经撤下/)
    await city.waits({ until: '2025-09-01' })
    const late = await city.refuses(call(user, id, 'query', {}), 'sharing/outside')
    assert.match(late.message, /过期/)
  },
  beside,
)
