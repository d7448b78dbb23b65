/** Starts a system of the plan, whose story fails until it is written: `npm run new system culture/heritage`. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { format, resolveConfig } from 'prettier'
import { jointMeeting } from '#commons/joint-meeting'
import { agencies, directory, planFile, type CityAgency } from '#city'
import { firstFiles } from './first-files.ts'
import { near } from './near.ts'
import { command, Refusal } from './refusal.ts'

type Planned = (typeof directory)[number]

const placeOf = ({ chapter, id }: Planned) => `${chapter}/${id}`
const shown = (word: string) => JSON.stringify(word.slice(0, 80))
const offered = (words: readonly string[], list: string) =>
  words.length > 0 ? `Near it: ${words.join(', ')}.` : `${list} lists them all.`

/** The system at a place of the plan's directory. @throws Refusal with the places near it */
function plannedAt(place: string): Planned {
  const found = directory.find((system) => placeOf(system) === place)
  if (found) return found
  const named = directory.map(({ id, title }) => ({ name: id, title }))
  const places = near(place.slice(place.lastIndexOf('/') + 1), named).map((name) =>
    placeOf(directory.find((system) => system.id === name) as Planned),
  )
  throw new Refusal(`The plan has no system ${shown(place)}. ${offered(places, 'docs/systems.md')}`)
}

/** An agency by its id. @throws Refusal with the ids near it */
function agencyOf(id: string): CityAgency {
  const found = agencies.find((agency) => agency.id === id)
  if (found) return found
  const names = near(
    id,
    agencies.map((agency) => ({ name: agency.id, title: agency.name })),
  )
  throw new Refusal(`No agency has the id ${shown(id)}. ${offered(names, 'city/yancheng/agencies.ts')}`)
}

/** The agency that the plan names first for an item; what is given to the joint meeting as a whole is its convenor's. */
function firstNamedFor(item: number | undefined): CityAgency {
  const line = readFileSync(planFile, 'utf8')
    .split('\n')
    .find((one) => one.startsWith(`${item}.`))
  const words = /责任部门[:：]\s*([^,，、]*)/.exec(line ?? '')?.[1] ?? ''
  const named = agencies.find(({ name, aliases = [] }) => [name, ...aliases].some((one) => words.startsWith(one)))
  return named ?? agencyOf(jointMeeting.convenor)
}

/** Where in a row something goes: before the first that comes after it. */
const placeAmong = <T>(row: readonly T[], comesAfter: (one: T) => boolean): number => {
  const later = row.findIndex(comesAfter)
  return later < 0 ? row.length : later
}

/** The list of systems with one more, in the plan's order; imports stand by their paths. @throws Refusal when the file is not the list it should be */
function listedIn(index: string, system: Planned): string {
  const name = system.id.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())
  const imports = [...index.matchAll(/^import (\w+) from '\.\/(\S+)\/system\.ts'\n/gm)].map(
    ([line, kept = '', place = '']) => ({ line, kept, place }),
  )
  const [whole = '', inside = ''] = /^export const systems = \[([^\]]*)\]$/m.exec(index) ?? []
  const names = inside.split(',').flatMap((one) => one.trim() || [])
  const imported = imports.map(({ kept }) => kept)
  if (!whole || names.toSorted().join() !== imported.toSorted().join() || names.includes(name))
    throw new Refusal(`systems/index.ts is not a list of imports that could take ${name} in: put it there by hand.`)
  const numberOf = (listed: string) => {
    const place = imports.find(({ kept }) => kept === listed)?.place
    return directory.find((other) => placeOf(other) === place)?.number ?? 0
  }
  const at = placeAmong(names, (one) => numberOf(one) > system.number)
  const place = placeOf(system)
  const lines = imports.map(({ line }) => line)
  const atLine = placeAmong(imports, (one) => one.place > place)
  const listed = index.replace(whole, `export const systems = [${names.toSpliced(at, 0, name).join(', ')}]`)
  const line = `import ${name} from './${place}/system.ts'\n`
  return `${lines.toSpliced(atLine, 0, line).join('')}${lines.reduce((rest, one) => rest.replace(one, ''), listed)}`
}

/**
 * Writes the first files of a system and lists it; nothing that is there is overwritten.
 * @param owner an agency's id; without it, the agency that the plan names first for the system's first item
 * @returns what was done and what comes next, for people
 * @throws Refusal when the plan has no such system, no agency has the id, or the system was started before
 */
export async function startSystem(root: string, place: string, owner?: string): Promise<string> {
  const system = plannedAt(place)
  const home = path.join(root, 'systems', system.chapter, system.id)
  if (existsSync(home)) throw new Refusal(`systems/${place} is there already; nothing was changed.`)
  const agency = owner === undefined ? firstNamedFor(system.items[0]) : agencyOf(owner)
  const list = path.join(root, 'systems/index.ts')
  const style = await resolveConfig(path.join(import.meta.dirname, 'new.ts'))
  const styled = (file: string, text: string) => format(text, { ...style, filepath: file })
  const listed = await styled(list, listedIn(readFileSync(list, 'utf8'), system))
  const files = await Promise.all(
    Object.entries(firstFiles({ ...system, owner: agency })).map(
      async ([file, text]) => [file, await styled(file, text)] as const,
    ),
  )
  mkdirSync(home, { recursive: true })
  for (const [file, text] of files) writeFileSync(path.join(home, file), text, { flag: 'wx' })
  writeFileSync(list, listed)
  return `Started systems/${place} ${system.title}: ${files.map(([file]) => file).join(', ')}; listed in systems/index.ts.
Owner: ${agency.id} ${agency.name}${owner === undefined ? `, by item ${system.items[0]} of the plan; correct it in system.ts if another agency answers` : ''}.
Next:
  1. Write the story, which fails until then: npm run story -- ${system.id}
  2. Declare what it needs, and write the migration of its tables, to be reviewed: npm run tables -- ${system.id}
  3. Write the generated pages anew: npm run docs
CONTRIBUTING.md walks one system from here to its page.
`
}

if (process.argv[1] === import.meta.filename) {
  const [what, place, owner] = process.argv.slice(2)
  await command(() => {
    if (what !== 'system' || !place) throw new Refusal('Say what to start: npm run new system culture/heritage')
    return startSystem(path.dirname(import.meta.dirname), place, owner)
  })
}
