import assert from 'node:assert/strict'
import { licence } from '#commons/licence'
import { handling } from '#commons/service-handling'
import { systems } from '#systems'
import { scenario, type City, type Person } from '#testing'
import { authorities, checked, isLicenceIdentifier, sealFor } from '#testing/seals'
import { licenceRun, loanRun, requestRun, typeRun } from './cases.ts'
import { licencesValid } from './indicators.ts'
import { licenceLoan } from './registers.ts'
import eLicence from './system.ts'

const beside = systems.filter(({ name }) => name === 'unified-acceptance' || name === 'e-seal')
const bureau = 'tinghu-market-regulation-bureau'
const su = { holder: '苏玉兰', idNumber: '320902196307220029' }
const food = {
  ...{ title: '食品经营许可证', code: '11370800MB28559184001', lead: 'city-market-regulation-bureau', whom: 'person' },
  ...{ months: 60, says: '请在经营场所醒目位置公示。' },
}

/** The case over a row, as somebody finds it. */
const caseOf = async (by: Person, declared: typeof licenceRun, subject: string) =>
  (await by.cases(declared as never)).find((one) => one['subject'] === subject)?.['id'] as string

/** Types of licences in force, with their faces, and whoever issues and holds them. */
async function office(city: City, { sealed = true } = {}) {
  await authorities(city)
  if (sealed) await sealFor(city, bureau, 'licence', '盐城市亭湖区市场监督管理局')
  const reviewer = await city.officer('city-data-bureau', ['licence-type-reviewer', 'licence-leader'], '尹岭')
  const { id } = await reviewer.asks('POST', '/api/registers/licence-type', food)
  const face = async (title: string) =>
    (await reviewer.asks('POST', '/api/registers/licence-face', { type: id, title, kind: 'text' }))['id'] as string
  return {
    ...{ reviewer, type: id as string, place: await face('经营场所'), items: await face('经营项目') },
    issuer: await city.officer(bureau, ['licence-issuer', 'service-decider'], '史平'),
    holder: await city.citizen('suyulan', '苏玉兰', su.idNumber),
    neighbour: await city.citizen('gujianping', '顾建平', '320902195803150010'),
    visitor: city.visitor(),
  }
}

type Office = Awaited<ReturnType<typeof office>>

/** A licence that was issued. */
const issued = ({ issuer, type, place, items }: Office, more: object = {}) =>
  issuer.asks('POST', '/api/registers/licence', {
    ...{ type, ...su, issuer: bureau },
    said: [
      { asks: place, says: '先锋街道建军中路 188 号' },
      { asks: items, says: '热食类食品制售' },
    ],
    ...more,
  })

scenario(
  'a type is drawn up and looked over; a licence is issued, sealed, changed, and known when it ended',
  eLicence,
  async (city) => {
    const all = await office(city)
    const { issuer, holder, neighbour, visitor, reviewer } = all
    const keeper = await city.officer('city-transport-bureau', ['licence-type-keeper'], '陆运')
    const drafted = await keeper.asks('POST', '/api/registers/licence-type', {
      ...{
        title: '道路运输经营许可证',
        code: '11370800MB28559184002',
        lead: 'city-transport-bureau',
        whom: 'organisation',
        months: 48,
      },
    })
    await city.refuses(issued(all, { type: drafted['id'], said: [] }), 'register/wrong-fields')
    const run = await caseOf(keeper, typeRun as never, drafted['id'])
    await keeper.does(typeRun, run, 'submit', { words: '按上级目录编制' })
    await reviewer.does(typeRun, run, 'publish', { words: '同意' })

    await city.refuses(issued(all, { said: [] }), 'register/wrong-fields')
    const made = await issued(all)
    assert.deepEqual(
      [made['title'], made['number'], made['on'], made['until'], made['standing']],
      ['食品经营许可证', '3209022024000001', '2024-08-26', '2029-08-25', 'valid'],
    )
    const mine = await holder.lists(licence)
    assert.equal(mine.length, 1, 'whose number it bears, holds it')
    assert.equal((await neighbour.lists(licence)).length, 0)
    await city.refuses(neighbour.asks('GET', `/api/registers/licence/${made['id']}`), 'register/not-found')
    const paper = `/api/sealed-papers/licence/${made['id']}`
    await city.refuses(neighbour.asks('GET', `${paper}/ofd`), 'register/not-found')
    const first = (await holder.raw('GET', `${paper}/ofd`)).rawPayload
    // Whose it is not says what for, and it is on record.
    await city.refuses(issuer.asks('GET', `${paper}/ofd`), 'seal/purpose-needed')
    const purpose = '当面补发纸质证'
    const again = await issuer.raw('GET', `${paper}/ofd?purpose=${encodeURIComponent(purpose)}`)
    assert.deepEqual(again.rawPayload, first)
    const looks = (await holder.asks('GET', '/api/looks'))['rows'] as { purpose: string }[]
    assert.ok(looks.some((look) => look.purpose === purpose))
    assert.equal((await checked(visitor, first)).verdict, 'good')
    assert.ok(isLicenceIdentifier((await pageOf(first)).match(/1\.2\.156\.3005\.2\.[0-9A-Z.]+/)?.[0] ?? ''))
    assert.ok(!(await pageOf(first)).includes(su.idNumber), 'a number that is kept sealed is printed as its mask')

    const row = (await issuer.lists(licence))[0] as { id: string; version: number }
    const said = [
      { asks: all.place, says: '新洋街道青年路 9 号' },
      { asks: all.items, says: '热食类食品制售' },
    ]
    await issuer.asks('PATCH', `/api/registers/licence/${row.id}`, { said }, { 'if-match': `"${row.version}"` })
    const { rows } = await holder.asks('GET', paper)
    assert.deepEqual(
      rows.map(({ edition, standing }: { edition: number; standing: string }) => [edition, standing]),
      [
        [2, 'in-force'],
        [1, 'replaced'],
      ],
    )
    const stale = await checked(visitor, first)
    assert.equal(stale.steps.find(({ outcome }) => outcome === 'wrong')?.step, 'stands')
    assert.equal((await reviewer.asks('GET', `/api/indicators/${licencesValid.name}`))['number'], 1)

    await issuer.does(licenceRun, await caseOf(issuer, licenceRun, row.id), 'revoke', { words: '现场核查与申报不符' })
    const second = (await holder.raw('GET', `${paper}/ofd`)).rawPayload
    assert.equal((await checked(visitor, second)).steps.at(-1)?.outcome, 'wrong')
    assert.equal((await reviewer.asks('GET', `/api/indicators/${licencesValid.name}`))['number'], 0)
  },
  beside,
)

scenario(
  'a hundred licences issued at once have a hundred numbers',
  eLicence,
  async (city) => {
    const all = await office(city)
    const made = await Promise.all(Array.from({ length: 100 }, () => issued(all)))
    assert.equal(new Set(made.map(({ number }) => number)).size, 100)
    assert.deepEqual(
      made.map(({ serial }) => serial as number).toSorted((a, b) => a - b),
      Array.from({ length: 100 }, (_, i) => i + 1),
    )
  },
  beside,
)

/** An item that leans on the food licence and is granted as another one, with an application for it. */
async function applied(city: City, all: Office, withLicence: boolean) {
  const library = await city.officer('city-data-bureau', ['service-library-keeper'], '施向')
  const { id: gives } = await all.reviewer.asks('POST', '/api/registers/licence-type', {
    ...{ ...food, title: '酒类零售许可证', code: '11370800MB28559184003', months: 0 },
  })
  await all.reviewer.asks('POST', '/api/registers/licence-face', { type: gives, title: '经营场所', kind: 'text' })
  const { id } = await library.asks('POST', '/api/registers/service-item', {
    ...{ title: '酒类零售许可', sort: '01', lead: 'city-market-regulation-bureau', level: 'county', whom: ['person'] },
    ...{
      theme: 'food',
      words: '卖酒',
      fee: '不收费',
      conditions: '已有食品经营许可证。',
      promisedDays: 5,
      legalDays: 20,
    },
    ...{ basis: '《酒类流通管理办法》', result: '酒类零售许可证', gives },
  })
  const need = (one: object) => library.asks('POST', '/api/registers/service-item-need', { ...one, item: id })
  await need({ title: '食品经营许可证', kind: 'files', source: 'licence', licence: all.type, needed: true })
  const { id: place } = await need({ title: '经营场所', kind: 'text', source: 'applicant', needed: true })
  const leant = withLicence ? ((await issued(all))['id'] as string) : undefined
  const hall = await city.officer('tinghu-service-hall', ['service-receiver'], '童晓')
  const made = await all.holder.asks('POST', '/api/registers/service-application', {
    ...{ item: id, livesAt: '320902001', applicant: su.holder, idNumber: su.idNumber, mobile: '13805110002' },
    said: [{ asks: place, says: '建军中路 188 号' }],
  })
  const [run] = await hall.cases(handling as never)
  const grant = () => all.issuer.does(handling, run?.['id'] as string, 'grant' as never, { resultFiles: [] })
  await hall.does(handling, run?.['id'] as string, 'receive' as never, {})
  const found = async () =>
    (await all.issuer.asks('GET', `/api/registers/service-application-licence?filter.application=${made['id']}`))[
      'rows'
    ]
  return { hall, leant, grant, found, run: run?.['id'] as string }
}

scenario(
  'a licence that the state holds is not asked for; revoked between submission and approval, it blocks approval',
  eLicence,
  async (city) => {
    const all = await office(city)
    const { leant, grant, found, run } = await applied(city, all, true)
    assert.deepEqual(
      (await found()).map((one: { standing: string }) => one.standing),
      ['found'],
    )
    const { issuer } = all
    await issuer.does(licenceRun, await caseOf(issuer, licenceRun, leant as string), 'revoke', { words: '材料造假' })
    assert.deepEqual(
      (await found()).map((one: { standing: string }) => one.standing),
      ['ended'],
    )
    const refused = await city.refuses(grant(), 'case/not-now')
    assert.match(refused.problem['detail'], /食品经营许可证（3209022024000001）/)
    assert.equal((await issuer.reads(handling, run))['state'], 'handling')
  },
  beside,
)

scenario(
  'what is granted as a licence is issued under the agency’s seal; without a seal nothing is granted',
  eLicence,
  async (city) => {
    const all = await office(city, { sealed: false })
    const { grant, found, hall, run } = await applied(city, all, false)
    assert.deepEqual(
      (await found()).map((one: { standing: string }) => one.standing),
      ['missing'],
    )
    await city.refuses(grant(), 'seal/none-in-use')
    assert.equal((await all.issuer.reads(handling, run))['state'], 'handling', 'nothing of it is done')
    await sealFor(city, bureau, 'official', '盐城市亭湖区市场监督管理局')
    await grant()
    const [mine] = await all.holder.lists(licence)
    assert.deepEqual([mine?.['title'], mine?.['until'], mine?.['issuer']], ['酒类零售许可证', null, bureau])
    const file = (await all.holder.raw('GET', `/api/sealed-papers/licence/${mine?.['id']}/pdf`)).rawPayload
    assert.equal((await checked(all.visitor, file)).verdict, 'good')
    await hall.does(handling, run, 'deliver' as never, {})
  },
  beside,
)

scenario(
  'a holder lends a licence to one agency for one purpose; what is lent is gone when it is over',
  eLicence,
  async (city) => {
    const all = await office(city)
    const { holder, neighbour, issuer } = all
    const made = await issued(all)
    const asked = { licence: made['id'], to: 'city-health-commission', purpose: '办健康证', until: '2024-09-10' }
    await city.refuses(neighbour.asks('POST', '/api/registers/licence-loan', asked), 'register/wrong-fields')
    const { id } = await holder.asks('POST', '/api/registers/licence-loan', asked)
    const reader = await city.officer('city-health-commission', ['licence-loan-reader'], '卫宁')
    const other = await city.officer('city-civil-affairs-bureau', ['licence-loan-reader'], '闵政')
    assert.equal((await other.lists(licenceLoan)).length, 0)
    await city.refuses(reader.asks('GET', `/api/registers/licence/${made['id']}`), 'register/not-found')
    const url = `/api/registers/licence-loan/${id}`
    assert.deepEqual((await reader.asks('GET', url))['veiled'], ['says'], 'it is veiled until its reader says what for')
    const seen = await reader.asks('GET', url, undefined, { 'x-purpose': encodeURIComponent('核对健康证') })
    assert.match(seen['says'], /经营项目：热食类食品制售/)
    const looks = (await holder.asks('GET', '/api/looks'))['rows'] as { purpose: string }[]
    assert.ok(
      looks.some(({ purpose }) => purpose === '核对健康证'),
      'its holder sees who looked',
    )
    await holder.does(loanRun, await caseOf(holder, loanRun as never, id), 'withdraw')
    const after = await reader.asks('GET', url, undefined, { 'x-purpose': encodeURIComponent('再看一次') })
    assert.deepEqual([after['standing'], after['says']], ['withdrawn', null])

    const again = await holder.asks('POST', '/api/registers/licence-loan', asked)
    const third = await holder.asks('POST', '/api/registers/licence-loan', { ...asked, until: '2024-12-31' })
    await city.waits({ days: 20 })
    const stands = async (one: string) => (await holder.asks('GET', `/api/registers/licence-loan/${one}`))['standing']
    assert.equal(await stands(again['id']), 'over')
    await issuer.does(licenceRun, await caseOf(issuer, licenceRun, made['id']), 'cancel', { words: '歇业' })
    assert.equal(await stands(third['id']), 'void')
  },
  beside,
)

scenario(
  'a holder has a licence extended or ended; it ends by itself after its last day',
  eLicence,
  async (city) => {
    const all = await office(city)
    const { holder, issuer } = all
    const made = await issued(all)
    const ask = async (what: string) =>
      (await holder.asks('POST', '/api/registers/licence-request', { licence: made['id'], what, why: '继续经营' }))[
        'id'
      ] as string
    const renewal = await caseOf(issuer, requestRun as never, await ask('renew'))
    await city.refuses(issuer.does(requestRun, renewal, 'agree', {}), 'case/not-now')
    await issuer.does(requestRun, renewal, 'agree', { until: '2034-08-25' })
    const now = async () => holder.asks('GET', `/api/registers/licence/${made['id']}`)
    assert.equal((await now())['until'], '2034-08-25')
    assert.equal((await holder.asks('GET', `/api/sealed-papers/licence/${made['id']}`))['rows'][0].edition, 2)
    await issuer.does(requestRun, await caseOf(issuer, requestRun as never, await ask('cancel')), 'agree', {})
    assert.equal((await now())['standing'], 'cancelled')
    assert.equal((await issuer.reads(licenceRun, await caseOf(issuer, licenceRun, made['id'])))['state'], 'cancelled')
    await city.refuses(ask('renew'), 'register/wrong-fields')
  },
  beside,
)

/** What the first page of an OFD says. */
async function pageOf(ofd: Buffer): Promise<string> {
  const { unzipSync } = await import('fflate')
  const page = unzipSync(ofd)['Doc_0/Pages/Page_0/Content.xml'] as Uint8Array
  return Buffer.from(page)
    .toString()
    .replace(/<[^>]+>/g, '')
}
