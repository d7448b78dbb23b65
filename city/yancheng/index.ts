import { readFileSync } from 'node:fs'
import { outlinesFace } from '#engines/front'
import { agencies } from './agencies.ts'
import { chapters, directory } from './directory.ts'
import { grassrootsOf } from './grassroots.ts'

export { agencies, type CityAgency } from './agencies.ts'
export { chapters, directory } from './directory.ts'

export interface CityRegion {
  code: string
  name: string
  level: 'city' | 'county' | 'zone' | 'town' | 'village'
  parent: string | null
}

interface RegionFile {
  regions: [string, string, CityRegion['level'], string | null][]
  zones: { zone: string; provisional: boolean; streets: string[] }[]
}

const file = JSON.parse(readFileSync(new URL('./regions.json', import.meta.url), 'utf8')) as RegionFile

export const cityName = '盐城市'
export const regions: readonly CityRegion[] = file.regions.map(([code, name, level, parent]) => ({
  code,
  name,
  level,
  parent,
}))
export const zones = file.zones

/** The bodies of the city's towns and villages. */
export const grassroots = grassrootsOf(regions, zones, agencies)

/** What the plan that names the systems is called. */
export const planTitle = '2024年数字盐城工作要点'

/** The city's plan of 2024 in our own words, in the published form. */
export const planFile = new URL('./plan/2024.txt', import.meta.url)

/** Over which connection the demonstration city's apps are shown in another's application, and the account that sets its line. */
export const demoHost = { connection: 'provincial-app', keeper: 'menhu' } as const

/** Agencies whose own nodes witness the demonstration city's log: data, audit, justice. */
export const demoWitnesses = ['data.yancheng', 'audit.yancheng', 'justice.yancheng'] as const

/** The instant at which the demonstration city stands when it is first started. */
export const demoNow = '2024-11-20T09:42:00+08:00'

/** The city's map, whose two zones are points by eye. */
export const outlines = outlinesFace.parse(
  JSON.parse(readFileSync(new URL('./outlines.json', import.meta.url), 'utf8')),
)

/** All that a house is told of the city that it serves. */
export const city = {
  directory: { agencies: [...agencies, ...grassroots], regions, zones },
  face: { name: cityName, chapters, named: planTitle, directory, outlines },
}
