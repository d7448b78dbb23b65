/** Starts a system of the plan, whose story fails until it is written: `npm run new system assurance/expert-committee`. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { format, resolveConfig } from 'prettier'
import { jointMeeting } from '#commons/joint-meeting'
import { agencies, directory, planFile, type CityAgency } from '#city'
import { firstFiles } from './first-files.ts'
import { near } from './near.ts'

type Planned = (typeof directory)[number]

/** What cannot be started, and what to ask for instead. */
export class Refusal extends Error {}

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

/** The list of systems with one more, in the plan's order. @throws Refusal when the file is not the list it should be */
function listedIn(index: string, system: Planned): string {
  const name = system.id.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())
  const imports = [...index.matchAll(/^import (\w+) from '\.\/(\S+)\/system\.ts'\n/gm)]
  const [whole = '', inside = ''] = /^export const systems = \[([^\]]*)\]$/m.exec(index) ?? []
  const names = inside.split(',').flatMap((one) => one.trim() || [])
  if (!whole || names.join() !== imports.map((one) => one[1]).join() || names.includes(name))
    throw new Refusal(`systems/index.ts is not a list of imports that could take ${name} in: put it there by hand.`)
  const numbers = imports.map(([, , place]) => directory.find((other) => placeOf(other) === place)?.number ?? 0)
  const later = numbers.findIndex((number) => number > system.number)
  const at = later < 0 ? names.length : later
  const lines = imports.map(([line]) => line)
  const listed = index.replace(whole, `export const systems = [${names.toSpliced(at, 0, name).join(', ')}]`)
  const line = `import ${name} from './${placeOf(system)}/system.ts'\n`
  return `${lines.toSpliced(at, 0, line).join('')}${lines.reduce((rest, one) => rest.replace(one, ''), listed)}`
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
  2. Declare what it needs, and print its tables for a migration: node tools/tables.ts ${system.id}
  3. Write the generated pages anew: npm run docs
`
}

if (process.argv[1] === import.meta.filename) {
  const [what, place, owner] = process.argv.slice(2)
  try {
    if (what !== 'system' || !place)
      throw new Refusal('Say what to start: npm run new system assurance/expert-committee')
    process.stdout.write(await startSystem(path.dirname(import.meta.dirname), place, owner))
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    console.error(error.message)
    process.exit(1)
  }
}
