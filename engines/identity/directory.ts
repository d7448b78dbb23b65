import type { Database, Tx } from '#kernel/database'
import type { FieldNote } from '#kernel/field'
import { onceEach } from '#kernel/memo'
import { defineRoom, type Rooms } from '#kernel/room'
import type { Agency, Region } from './index.ts'

/** The city's agencies and regions, held in memory: a few thousand rows that every page names. */
export interface Directory {
  agencies: ReadonlyMap<string, Agency>
  /** Those of the city, its counties and zones, that papers and lists name; a few hundred, beside thousands of towns and villages. */
  foremost: readonly Agency[]
  regions: ReadonlyMap<string, Region>
  /** The county-level units that a city addresses: agencies that govern a county or a zone. */
  units: readonly Agency[]
  streetsOf: ReadonlyMap<string, readonly string[]>
}

const directory = defineRoom<Directory>('directory')

/** The directory of a city. */
export const directoryOf = ({ rooms }: { rooms: Rooms }): Directory => rooms.get(directory)

/** What a field that names an agency or a region may hold in a city. */
export function someName(city: { rooms: Rooms }, { widget }: FieldNote): unknown {
  if (!['agency', 'agencies', 'region'].includes(widget)) return undefined
  const { agencies, regions } = directoryOf(city)
  const [named] = widget === 'region' ? regions.keys() : agencies.keys()
  return widget === 'agencies' ? [named] : named
}

/** Lengths of the codes of a city, a county, a town and a village. @source GB/T 2260, GB/T 10114 */
const levels = [12, 9, 6, 4]

/** The regions whose posts cover one: itself and those around it, the smallest first; a zone lies within its county. */
export function areasAround({ streetsOf }: Directory, region: string): string[] {
  const around = levels.filter((length) => length <= region.length).map((length) => region.slice(0, length))
  const zones = [...streetsOf].flatMap(([zone, streets]) =>
    streets.some((street) => region.startsWith(street)) ? [zone] : [],
  )
  const county = around.findIndex((code) => code.length === 6)
  return [...new Set(county < 0 ? [region, ...around] : [region, ...around.toSpliced(county, 0, ...zones)])]
}

/** The one agency of some kinds in the first of some areas that has any; none where that has several. */
export function onlyOneIn(
  { agencies }: Pick<Directory, 'agencies'>,
  kinds: readonly string[],
  areas: readonly string[],
): Agency | undefined {
  const here = agenciesByRegion(agencies)
  for (const area of areas) {
    const [only, ...others] = (here.get(area) ?? []).filter(({ kind }) => kinds.includes(kind))
    if (only) return others.length > 0 ? undefined : only
  }
  return undefined
}

const agenciesByRegion = onceEach((agencies: Directory['agencies']) =>
  Map.groupBy(agencies.values(), ({ region }) => region),
)

/** What a city declares of its agencies and regions. */
export interface DeclaredDirectory {
  regions: readonly Region[]
  zones: readonly { zone: string; streets: readonly string[] }[]
  agencies: readonly (Omit<Agency, 'aliases'> & { aliases?: readonly string[] })[]
}

/** The agencies and regions of the city that this house serves, as its folder declares them. */
export const declaredDirectory = defineRoom<DeclaredDirectory>('declared directory')

/** When the agencies that are at hand were last changed. */
const asOf = defineRoom<string>('directory as of', () => '')

/** Reads the directory and keeps it at hand. */
export async function openDirectory(database: Database): Promise<void> {
  const as = await lastChange(database)
  database.rooms.put(directory, await loadDirectory(database))
  database.rooms.put(asOf, as)
}

/** Reads the directory again where a desk has changed it since, perhaps in another process. One small statement where none has. */
export async function renewDirectory(database: Database): Promise<void> {
  if ((await lastChange(database)) !== database.rooms.get(asOf)) await openDirectory(database)
}

async function lastChange(database: Database): Promise<string> {
  const [last] = await database.read<{ at: string | null }>(
    {},
    'select max(changed_at)::text as at from identity.agency',
  )
  return last?.at ?? ''
}

async function loadDirectory(database: Database): Promise<Directory> {
  const agencies = await database.read<Agency>(
    {},
    `select id, name, full_name as "fullName", kind, region, aliases from identity.agency order by id`,
  )
  const regions = await database.read<Region>({}, 'select code, name, level, parent from identity.region order by code')
  const overlays = await database.read<{ zone: string; street: string }>(
    {},
    'select zone, street from identity.zone_street order by zone, street',
  )
  const below = new Set(regions.filter(({ level }) => level === 'town' || level === 'village').map(({ code }) => code))
  return {
    foremost: agencies.filter(({ region }) => !below.has(region)),
    agencies: new Map(agencies.map((agency) => [agency.id, agency])),
    regions: new Map(regions.map((region) => [region.code, region])),
    units: agencies.filter((agency) => agency.kind === 'county' || agency.kind === 'zone'),
    streetsOf: new Map(
      [...Map.groupBy(overlays, (overlay) => overlay.zone)].map(([zone, streets]) => [
        zone,
        streets.map((overlay) => overlay.street),
      ]),
    ),
  }
}

/**
 * Brings the city's own directory into the rows; ids are permanent, so rows are added and corrected, never removed. An
 * agency that a desk has changed stays as the desk has it.
 */
export async function recordDirectory(tx: Tx, city: DeclaredDirectory) {
  await tx.query(
    `insert into identity.region (code, name, level, parent)
     select code, name, level, parent from jsonb_to_recordset($1) as r(code text, name text, level text, parent text)
     on conflict (code) do update set name = excluded.name, level = excluded.level, parent = excluded.parent
     where (region.name, region.level, region.parent) is distinct from (excluded.name, excluded.level, excluded.parent)`,
    [JSON.stringify(city.regions)],
  )
  for (const { zone, streets } of city.zones) {
    await tx.query(
      `insert into identity.zone_street (zone, street) select $1, unnest($2::text[]) on conflict do nothing`,
      [zone, streets],
    )
  }
  await tx.query(
    `insert into identity.agency (id, name, full_name, kind, region, aliases)
     select id, name, "fullName", kind, region, coalesce(aliases, '{}') from jsonb_to_recordset($1) as a(id text, name text, "fullName" text, kind text, region text, aliases text[])
     on conflict (id) do update set name = excluded.name, full_name = excluded.full_name, kind = excluded.kind, region = excluded.region, aliases = excluded.aliases
     where not agency.by_desk and (agency.name, agency.full_name, agency.kind, agency.region, agency.aliases)
       is distinct from (excluded.name, excluded.full_name, excluded.kind, excluded.region, excluded.aliases)`,
    [JSON.stringify(city.agencies)],
  )
}
