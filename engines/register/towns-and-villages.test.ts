import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { text } from '#kernel/field'
import { defineSystem } from '#kernel/system'
import { agencies, agency, defineRole, may, region } from '#engines/identity'
import { openCity, writesSheet } from '#testing'
import { defineRegister } from './index.ts'

const well = defineRegister('village-well', {
  title: '水井',
  naming: 'name',
  place: 'at',
  fields: {
    name: text('名称'),
    at: region('所在村'),
    keeper: agency('管护单位', { kinds: ['village-committee', 'residents-committee'] }),
    helpers: agencies('协助单位'),
  },
  filters: ['keeper'],
})
const clerk = defineRole('well-clerk', {
  title: '村会计',
  grants: [may(well, ['read', 'create', 'amend'], 'own-agency')],
})
const overseer = defineRole('well-overseer', { title: '镇水利站', grants: [may(well, ['read'], 'own-area')] })
const system = defineSystem('village-wells', {
  title: '水井',
  owner: 'city-water-bureau',
  parts: [well, clerk, overseer],
  pages: [],
})

const city = await openCity([system])
after(() => city.house.close())
const [here, there] = ['village-320902001201', 'village-320902003013']
const url = '/api/registers/village-well'

test('an officer of a village has a post there and rows of its own; the town sees those of its villages, and another town none', async () => {
  const [ours, theirs] = [await city.officer(here, ['well-clerk']), await city.officer(there, ['well-clerk'])]
  const town = await city.officer('town-320902001', ['well-overseer'])
  const other = await city.officer('town-320902003', ['well-overseer'])
  const made = await ours.asks('POST', url, {
    ...{ name: '东井', at: '320902001201', keeper: here, helpers: ['town-320902001', 'city-water-bureau'] },
  })
  assert.equal(made.agency, here)
  assert.equal((await ours.asks('GET', '/api/session')).position.agency.name, '五星街道五星村委会')
  for (const [reader, many] of [
    [ours, 1],
    [theirs, 0],
    [town, 1],
    [other, 0],
  ] as const)
    assert.equal((await reader.lists(well, '')).length, many)
  assert.equal((await ours.lists(well, `&filter.keeper=${there}`)).length, 0)
  await city.refuses(theirs.asks('GET', `${url}/${made.id}`), 'register/not-found')
  const wrong = { name: '西井', at: '320902001201', keeper: 'town-320902001', helpers: [] }
  await city.refuses(ours.asks('POST', url, wrong), 'register/wrong-fields')
})

test('a workbook names villages as people do, and knows which', async () => {
  const ours = await city.officer(here, ['well-clerk'])
  const file = await ours.brings(
    '水井.xlsx',
    await writesSheet({ 名称: 'text', 所在村: 'text', 管护单位: 'text', 协助单位: 'text' }, [
      { 名称: '南井', 所在村: '320902001201', 管护单位: '五星街道五星村委会', 协助单位: '亭湖区五星街道、市水利局' },
    ]),
  )
  const job = await ours.finishes(await ours.asks('POST', `${url}/sheet`, { file: file.id, name: '水井.xlsx' }))
  assert.match(job.says, /1 行/)
  const row = (await ours.lists(well, '')).find(({ name }) => name === '南井')
  assert.deepEqual([row?.keeper, row?.helpers], [here, ['town-320902001', 'city-water-bureau']])
})

test('the directory begins with the city’s and counties’ bodies; others are found by words, place, kind or id, a hundred at once', async () => {
  const anyone = city.visitor()
  const asks = async (query: string) =>
    (await anyone.asks('GET', `/api/agencies${query}`)) as unknown as { id: string; region: string; kind: string }[]
  const first = await asks('')
  assert.ok(first.length > 200 && first.length < 400)
  assert.ok(first.every((one) => one.region.length <= 6))
  assert.ok(JSON.stringify(first).length < 60_000)
  const named = (words: string) => asks(`?named=${encodeURIComponent(words)}`)
  assert.deepEqual(
    (await named('五星街道')).slice(0, 1).map(({ id }) => id),
    ['town-320902001'],
    'the larger of those that hold the words is first',
  )
  assert.ok((await named('亭湖 五星村')).some(({ id }) => id === here))
  assert.deepEqual(await named('没有这样的村'), [])
  assert.ok((await asks('?region=320902001')).every((one) => one.region.startsWith('320902001')))
  const committees = await asks('?kind=village-committee')
  assert.equal(committees.length, 100)
  assert.ok(committees.every(({ kind }) => kind === 'village-committee'))
  const ids = await asks(`?ids=${there},city-data-bureau,nobody`)
  assert.deepEqual(
    ids.map(({ id }) => id),
    ['city-data-bureau', there],
  )
  await city.refuses(anyone.asks('GET', '/api/agencies?name=x'), 'http/wrong-shape')
})
