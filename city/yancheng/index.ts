import { readFileSync } from 'node:fs'
import { agencies } from './agencies.ts'
import { chapters, directory } from './directory.ts'

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

/** The city's plan of 2024 in our own words, in the published form. */
export const planFile = new URL('./plan/2024.txt', import.meta.url)

/** Agencies whose own nodes witness the demonstration city's log: data, audit, justice. */
export const demoWitnesses = ['data.yancheng', 'audit.yancheng', 'justice.yancheng'] as const

/** The instant at which the demonstration city stands when it is first started. */
export const demoNow = '2024-11-20T09:42:00+08:00'

/** The city's map as it is drawn: counties as SVG paths (their borders shared point by point), zones as points. */
export interface CityOutlines {
  source: string
  viewBox: [x: number, y: number, width: number, height: number]
  counties: { code: string; name: string; path: string; label: [x: number, y: number] }[]
  /** By eye: no outline of a zone is published. */
  zones: { code: string; name: string; point: [x: number, y: number]; approximate: true }[]
}

export const outlines = JSON.parse(readFileSync(new URL('./outlines.json', import.meta.url), 'utf8')) as CityOutlines

/** All that a house is told of the city that it serves. */
export const city = {
  directory: { agencies, regions, zones },
  face: { name: cityName, chapters, directory, outlines },
}
