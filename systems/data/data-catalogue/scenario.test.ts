import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dataItem, dataResource } from '#commons/data-resource'
import { serviceItem } from '#commons/service-item'
import { systems } from '#systems'
import { openCity, scenario, type City, type Person } from '#testing'
import { allowance } from '#testing/allowance'
import { harvested, violationsIn } from '#testing/harvest'
import { judged, published, resourceOf, runOf } from '#testing/published-data'
import { gradingRun, itemReview, resourceRun } from './cases.ts'
import { mountRate, resourcesOpen } from './indicators.ts'
import dataCatalogue from './system.ts'

const bureau = 'city-data-bureau'
const entries = '/api/catalogues/public-data/entries'
const named = (name: string) => systems.filter((system) => system.name === name)

const desks = async (city: City) => ({
  officer: await city.officer(bureau, ['data-officer'], '舒据'),
  keeper: await city.officer(bureau, ['catalogue-keeper'], '穆录'),
  second: await city.officer(bureau, ['catalogue-keeper'], '魏复'),
})

const itemsOf = async (by: Person, { id }: { id: string }) => by.lists(dataItem, `&filter.resource=${id}`)
const number = async (by: Person, { name }: { name: string }) =>
  (await by.asks('GET', `/api/indicators/${name}`))['number']

scenario(
  'what the platform keeps stands in the account without typing, is told once it has a level, and is harvested under the same addresses',
  dataCatalogue,
  async (city) => {
    const people = await desks(city)
    const { officer, keeper } = people
    const visitor = city.visitor()
    const library = await city.officer(bureau, ['service-library-keeper'], '施向')
    await library.asks('POST', '/api/registers/service-item', allowance)
    await city.waits({ minutes: 1 })

    const ours = await resourceOf(officer, 'register:data-resource')
    assert.equal(ours['title'], dataResource.title)
    assert.equal(ours['provider'], bureau)
    assert.match(String(ours['code']), /^3320900\/\d{6}$/)
    const items = await itemsOf(officer, ours)
    assert.deepEqual(
      items.map((item) => item['name']).toSorted(),
      Object.keys(dataResource.fields).toSorted(),
      'every field of a register stands below it',
    )
    assert.equal(await number(visitor, mountRate), 100)

    // What applicants say is personal, and one number is kept enciphered: the highest wins.
    const applications = await resourceOf(officer, 'register:service-application')
    assert.equal(applications['tier'], 4)
    assert.equal((await resourceOf(officer, 'register:data-resource'))['tier'], 2)

    const library_ = await resourceOf(officer, 'register:service-item')
    const early = await city.refuses(
      officer.does(resourceRun, await runOf(officer, library_), 'submit', { words: '编好了' }),
      'case/not-now',
    )
    assert.match(early.message, /没有定级/)
    assert.deepEqual((await visitor.asks('GET', entries))['rows'], [])

    const run = await published(people, library_, { opening: 'open', summary: '全市政务服务事项的办事指南' })
    await published(people, ours)
    await city.waits({ minutes: 1 })

    const { rows, total, themes } = await visitor.asks('GET', `${entries}?q=${encodeURIComponent('办事指南')}`)
    assert.deepEqual([rows.length, total, themes], [1, 1, [{ theme: '政务服务', count: 1 }]])
    assert.equal((await visitor.asks('GET', entries))['total'], 1, 'what is not open is not told to the public')
    assert.equal((await keeper.asks('GET', entries))['total'], 2)
    assert.equal(await number(visitor, resourcesOpen), 1)
    await city.refuses(visitor.asks('GET', `${entries}/${ours.id}`), 'catalogue/no-such')

    const whole = await visitor.asks('GET', `${entries}/${library_.id}`)
    assert.equal(whole['preview'].rows.length, 1)
    const csv = await visitor.raw('GET', `${entries}/${library_.id}/rows.csv`)
    assert.equal(csv.statusCode, 200)
    assert.ok(csv.body.startsWith('\uFEFF') && csv.body.includes(allowance.title))
    const columns = csv.body.split('\r\n')[0]?.slice(1).split(',') ?? []
    assert.ok(columns.includes('事项名称') && !columns.includes('主管部门'), 'what is not public is in no file')

    const [first, again] = [await harvested(visitor, 'public-data'), await harvested(visitor, 'public-data')]
    assert.equal(first.datasets.length, 1)
    assert.deepEqual(first.datasets, again.datasets)
    assert.deepEqual(await violationsIn(first.store), [])
    const all = await harvested(keeper, 'public-data')
    assert.equal(all.datasets.length, 2)
    assert.deepEqual(await violationsIn(all.store), [])
    const json = await visitor.raw('GET', '/api/catalogues/public-data/dcat.jsonld')
    assert.match(String(json.headers['content-type']), /application\/ld\+json/)
    assert.deepEqual(
      (JSON.parse(json.body) as { '@id': string; '@type': string[] }[])
        .filter((node) => node['@type']?.includes('http://www.w3.org/ns/dcat#Dataset'))
        .map((node) => node['@id']),
      first.datasets,
    )

    // A change is told once it is looked over; what is withdrawn is gone at once, and says so under its address.
    const address = new URL(first.datasets[0] as string).pathname
    await officer.does(resourceRun, run, 'change', { words: '改摘要' })
    await city.waits({ minutes: 1 })
    assert.equal((await visitor.asks('GET', entries))['total'], 1)
    await officer.does(resourceRun, run, 'withdraw', { words: '并到新目录' })
    assert.equal((await visitor.asks('GET', entries))['total'], 0)
    assert.equal((await visitor.raw('GET', address)).statusCode, 410)
    await city.refuses(visitor.asks('GET', `${entries}/${library_.id}`), 'catalogue/withdrawn')
  },
  named('unified-acceptance'),
)

scenario(
  'a level follows the matrix, the highest wins; one person alone lowers none, and important data is open to nobody',
  dataCatalogue,
  async (city) => {
    const { officer, keeper, second } = await desks(city)
    await city.waits({ minutes: 1 })
    const { id } = await resourceOf(officer, 'register:data-system')
    const grade = async () => (await officer.asks('GET', `/api/registers/data-resource/${id}`))['grade']

    await keeper.does(gradingRun, await judged(officer, id, { order: 'serious', persons: 'gravest' }), 'agree', {
      words: '同意',
    })
    assert.equal(await grade(), 'important')

    const lower = await judged(officer, id, { order: 'ordinary' })
    const alone = await city.refuses(keeper.does(gradingRun, lower, 'agree', { words: '同意' }), 'case/not-now')
    assert.match(alone.message, /两个人/)
    await keeper.does(gradingRun, lower, 'agreeFirst', { words: '影响有限' })
    assert.equal(await grade(), 'important')
    await city.refuses(keeper.does(gradingRun, lower, 'agreeSecond', { words: '还是我' }), 'case/not-now')

    // Meanwhile somebody raises it: what was proposed before that no longer lowers it.
    await second.does(gradingRun, await judged(officer, id, { nation: 'serious' }), 'agree', { words: '从严' })
    assert.equal(await grade(), 'core')
    await second.does(gradingRun, lower, 'agreeSecond', { words: '同意' })
    assert.equal(await grade(), 'core')

    const { version } = await officer.asks('GET', `/api/registers/data-resource/${id}`)
    await officer.asks(
      'PATCH',
      `/api/registers/data-resource/${id}`,
      { opening: 'open' },
      { 'if-match': `"${version}"` },
    )
    const open = await city.refuses(
      officer.does(resourceRun, await runOf(officer, { id }), 'submit', { words: '开放' }),
      'case/not-now',
    )
    assert.match(open.message, /不能向社会开放/)

    // What an agency holds elsewhere it writes itself; it counts as mounted once there is somewhere to have it from.
    const typed = await officer.asks('POST', '/api/registers/data-resource', {
      ...{
        title: '公共停车场',
        summary: '停车场名称、位置、泊位数',
        provider: bureau,
        kind: 'theme',
        theme: '城市管理',
      },
      ...{
        format: 'interface',
        cycle: 'daily',
        sharing: 'free',
        opening: 'open',
      },
    })
    const kept = await officer.asks('GET', `/api/registers/data-resource/${typed['id']}`)
    assert.deepEqual([kept['mounted'], kept['standing'], kept['grade']], [false, 'compiled', null])
    const own = await runOf(officer, typed as { id: string })
    await city.refuses(officer.does(resourceRun, own, 'mount', {}), 'case/not-now')
    await officer.does(resourceRun, own, 'mount', { address: 'https://data.example.cn/parking' })
    assert.equal((await officer.asks('GET', `/api/registers/data-resource/${typed['id']}`))['mounted'], true)

    const elsewhere = await city.officer('city-civil-affairs-bureau', ['data-officer'], '达敏')
    await city.refuses(elsewhere.does(resourceRun, own, 'submit', { words: '代报' }), 'case/not-found')
    const their = `/api/registers/data-resource/${typed['id']}`
    const seen = await elsewhere.asks('GET', their)
    await city.refuses(
      elsewhere.asks('PATCH', their, { summary: '代改' }, { 'if-match': `"${seen['version']}"` }),
      'identity/not-granted',
    )
  },
)

test('data-catalogue: a changed field is a change in the account; a sensitive one of published data is looked at before it is told', async () => {
  const [lowIncome] = named('low-income')
  assert.ok(lowIncome)
  const first = await openCity([dataCatalogue, lowIncome])
  const people = await desks(first)
  await first.waits({ minutes: 1 })
  const resource = await resourceOf(people.officer, 'dataset:taxed-wages')
  assert.equal(resource['provider'], 'city-tax-bureau')
  const owner = await first.officer('city-tax-bureau', ['data-officer'], '税语')
  await published({ ...people, officer: owner }, resource)
  await first.waits({ minutes: 1 })
  const told = async (by: Person) => (await by.asks('GET', `${entries}/${resource.id}`))['items'] as { name: string }[]
  const before = (await told(people.keeper)).map(({ name }) => name)
  const at = first.clock.now().toISOString()
  await first.house.close()

  // The next day its system tells one field less, and one more that is nobody's business but its person's.
  const changed = {
    ...lowIncome,
    parts: lowIncome.parts.map((part) => {
      if (part.name !== 'taxed-wages' || !('fields' in part)) return part
      const { [before[1] as string]: _, ...fields } = part.fields as Record<string, unknown>
      return { ...part, fields: { ...fields, card: dataSealed(), place: serviceItem.fields.title } }
    }),
  }
  const city = await openCity([dataCatalogue, changed], at, undefined, first.home)
  try {
    const keeper = await city.officer(bureau, ['catalogue-keeper'], '穆录', 'keeper-again')
    await city.waits({ minutes: 1 })
    const names = async () => (await told(keeper)).map(({ name }) => name).toSorted()
    const rest = before.filter((name) => name !== before[1])
    assert.deepEqual(await names(), [...rest, 'place'].toSorted(), 'what is not personal is told, what is gone is not')
    const [review] = await keeper.cases(itemReview)
    await keeper.does(itemReview, review?.['id'] as string, 'allow', { words: '共享协议里写明' })
    await city.waits({ minutes: 1 })
    assert.deepEqual(await names(), [...rest, 'card', 'place'].toSorted())
    assert.equal((await resourceOf(keeper, 'dataset:taxed-wages'))['tier'], 4)
  } finally {
    await city.house.close()
  }
})

/** A field that is kept enciphered. */
function dataSealed() {
  const [acceptance] = named('unified-acceptance')
  const register = acceptance?.parts.find(({ kind, name }) => kind === 'register' && name === 'service-application')
  return (register as unknown as { fields: { mobile: unknown } }).fields.mobile
}
