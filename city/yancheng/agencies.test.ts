import assert from 'node:assert/strict'
import { test } from 'node:test'
import { agencies, chapters, directory, regions, zones } from './index.ts'

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
