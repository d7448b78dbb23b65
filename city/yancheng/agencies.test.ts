import assert from 'node:assert/strict'
import { test } from 'node:test'
import { agencies, chapters, city, directory, grassroots, regions, zones } from './index.ts'

const count = (level: string) => regions.filter((region) => region.level === level).length

test('the city has nine counties, two zones, 154 towns and 2,494 villages', () => {
  assert.deepEqual(['county', 'zone', 'town', 'village'].map(count), [9, 2, 154, 2494])
})

test('every region but the city has a parent that exists, and every zone lies over streets that exist', () => {
  const codes = new Set(regions.map((region) => region.code))
  assert.deepEqual(
    regions.filter((region) => region.code !== '3209' && !codes.has(region.parent ?? '')),
    [],
  )
  assert.deepEqual(
    zones.flatMap((zone) => [zone.zone, ...zone.streets]).filter((code) => !codes.has(code)),
    [],
  )
})

test('agencies have names and ids of their own and stand in a region that exists', () => {
  const codes = new Set(regions.map((region) => region.code))
  assert.equal(new Set(agencies.map((agency) => agency.id)).size, agencies.length)
  assert.equal(new Set(agencies.map((agency) => agency.name)).size, agencies.length)
  assert.deepEqual(
    agencies.filter((agency) => !codes.has(agency.region)),
    [],
  )
})

test('each town and village that somebody governs has a body of its own, called as people call it', () => {
  const all = city.directory.agencies
  const names = all.flatMap(({ name, fullName, aliases = [] }) => [...new Set([name, fullName, ...aliases])])
  assert.equal(new Set(names).size, names.length, 'no name is another’s too')
  assert.equal(new Set(all.map(({ id }) => id)).size, all.length)
  const without = regions.filter(
    ({ code, level }) => ['town', 'village'].includes(level) && !grassroots.some(({ region }) => region === code),
  )
  assert.ok(
    without.every(({ name }) => name.includes('虚拟')),
    'only what statisticians invent has none',
  )
  assert.equal(without.length, 7)
  for (const [id, kind, name, fullName] of [
    ['town-320902001', 'street-office', '亭湖区五星街道', '亭湖区五星街道办事处'],
    ['town-320902050', 'street-office', '盐南高新区伍佑街道', '盐南高新区伍佑街道办事处'],
    ['town-320921400', 'area-committee', '响水县开发区', '响水县开发区管理委员会'],
    ['town-320921401', 'farm', '响水县黄海农场', '响水县黄海农场'],
    ['village-320902001201', 'village-committee', '五星街道五星村委会', '亭湖区五星街道五星村村民委员会'],
    [
      'village-320902001001',
      'residents-committee',
      '五星街道东闸新村社区居委会',
      '亭湖区五星街道东闸新村社区居民委员会',
    ],
    ['village-320902001011', 'residents-committee', '五星街道范公路社区', '亭湖区五星街道范公路社区居民委员会'],
    ['village-320981401500', 'village-committee', '东台市弶港农场第一生产队', '东台市弶港农场第一生产队'],
  ])
    assert.deepEqual(
      grassroots.filter((one) => one.id === id).map((one) => [one.kind, one.name, one.fullName]),
      [[kind, name, fullName]],
    )
})

test('eleven units answer for the counties and zones that the plan addresses', () => {
  assert.equal(agencies.filter((agency) => agency.kind === 'county' || agency.kind === 'zone').length, 11)
})

test('the directory holds the plan’s ninety systems, each once, in nine chapters', () => {
  assert.equal(directory.length, 90)
  assert.equal(new Set(directory.map((system) => system.id)).size, 90)
  assert.deepEqual(
    [...new Set(directory.map((system) => system.chapter))],
    chapters.map((chapter) => chapter.id),
  )
})
