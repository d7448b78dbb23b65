import type { Region } from '#engines/identity'
import type { CityAgency } from './agencies.ts'

/** Endings of towns' names: what governs such a place, and its full name; where none holds it is an area with a committee. */
const towns: [ending: RegExp, kind: CityAgency['kind'], body: string][] = [
  [/[镇乡]$/, 'town-government', '人民政府'],
  [/街道$/, 'street-office', '办事处'],
  [/[农盐]场$/, 'farm', ''],
  [/$/, 'area-committee', '管理委员会'],
]

/** Endings of villages' names, in full. The statisticians write one of them with a character twice. */
const inFull: [ending: RegExp, full: string][] = [
  [/村?村委会$/, '村村民委员会'],
  [/(社区)?居委会$/, '$1居民委员会'],
  [/居居委员会$/, '居民委员会'],
  [/社区$/, '社区居民委员会'],
  [/村$/, '村村民委员会'],
]

/** An area that the statisticians invent so that everybody lives in some village; nobody is on its committee. */
const isInvented = ({ name }: Region) => name.includes('虚拟')

/** Whether a village elects villagers or residents: by its name, and where that does not tell, by the class in its code. @source 统计用区划代码和城乡划分代码编制规则 */
function villageKind({ code, name }: Region): CityAgency['kind'] {
  if (/(村委会|村)$/.test(name)) return 'village-committee'
  if (/(居委会|社区|居民?居?委员会)$/.test(name)) return 'residents-committee'
  return ['2', '3', '5'].includes(code.charAt(9)) ? 'village-committee' : 'residents-committee'
}

/** A name after the place that it is in, which is not said twice. */
const within = (place: string, name: string) =>
  name.startsWith(place.slice(0, -1))
    ? name
    : place.endsWith('县') && name.startsWith('县')
      ? place + name.slice(1)
      : place + name

/**
 * The bodies of towns and villages, one for each region that has one. Ids are permanent: the word for the level and the region's code.
 * @param units the counties' and zones' own bodies, whose names say where a town lies; a zone's streets are the zone's
 */
export function grassrootsOf(
  regions: readonly Region[],
  zones: readonly { zone: string; streets: readonly string[] }[],
  units: readonly CityAgency[],
): CityAgency[] {
  const zoneOf = new Map(zones.flatMap(({ zone, streets }) => streets.map((street) => [street, zone] as const)))
  const unitOf = new Map(
    units.filter(({ kind }) => kind === 'county' || kind === 'zone').map(({ region, name }) => [region, name]),
  )
  const short = new Map<string, string>()
  const placed = new Map<string, string>()
  const made: CityAgency[] = []
  for (const region of regions.filter(({ level }) => level === 'town')) {
    const { code, parent } = region
    const name = region.name.replace(/^(省属|江苏省)/, '')
    const place = within(unitOf.get(zoneOf.get(code) ?? parent ?? '') ?? '', name)
    const [, kind, body] = towns.find(([ending]) => ending.test(name)) as (typeof towns)[number]
    short.set(code, /[镇乡道]$/.test(name) ? name : place)
    placed.set(code, place)
    const isOwn = kind === 'town-government' || kind === 'street-office'
    made.push({
      ...{ id: `town-${code}`, name: place, fullName: `${place}${body}`, kind, region: code },
      ...(isOwn && { aliases: [name, `${name}${body}`] }),
    })
  }
  for (const region of regions.filter((one) => one.level === 'village' && !isInvented(one))) {
    const { code, name, parent } = region
    const [ending, full] = inFull.find(([ending]) => ending.test(name)) ?? [/$/, '']
    made.push({
      ...{ id: `village-${code}`, name: `${short.get(parent ?? '')}${name}` },
      ...{ fullName: `${placed.get(parent ?? '')}${name.replace(ending, full)}` },
      ...{ kind: villageKind(region), region: code },
    })
  }
  return made
}
