/**
 * Tells where a declared name lives and who may do what with it, from the registry: `npm run where task-supervision`.
 * Whatever can be granted (`actions`) is told in full; a new kind of part needs no line here.
 */
import { existsSync } from 'node:fs'
import path from 'node:path'
import { partsOf, type Part, type System } from '#kernel/system'
import type { Actable, Grant, Role } from '#engines/identity'
import { tableOf } from '#engines/register'
import { systems } from '#systems'
import type { Page } from '#engines/front'
import { near } from './near.ts'
import { homeOf, placeOf } from './places.ts'
import { urlsOf } from './urls.ts'

const root = path.dirname(import.meta.dirname)
const roles = [...partsOf<Role>(systems, 'role').values()]
const pages = systems.flatMap((system) => system.pages as Page[])
const isActable = (part: Part): part is Actable => 'actions' in part

/** Everything that has a name, with the system that it belongs to. */
const declared = systems.flatMap((system) =>
  [system, ...system.parts, ...system.pages].map((part): { part: Part; system: System } => ({ part, system })),
)

type Row = [label: string, lines: string[]]
const address = (page: Page) => `/${page.path} ${page.title}`
const called = (part: Part) => `${part.kind} ${part.name} ${part.title}`
const held = {
  appointed: '',
  everyone: ' (held by everyone)',
  citizens: ' (held by everyone in no post)',
  officers: ' (held by everyone in a post)',
  'at-machines': ' (held by whoever is signed in at a machine)',
  'in-apps': ' (held by whoever came through another application)',
}

/** Who may do what: role, actions, how far; and what nobody may. */
function mayOf(part: Actable): string[] {
  const grants = roles.flatMap((role) =>
    role.grants.filter(({ on }) => on.kind === part.kind && on.name === part.name).map((grant) => ({ ...grant, role })),
  )
  const undone = part.actions.filter((action) => !grants.some(({ actions }) => actions.includes(action)))
  return [
    ...grants.map(
      ({ role, actions, scope }) => `${role.name} ${role.title}${held[role.heldBy]}: ${actions.join(', ')} · ${scope}`,
    ),
    ...(undone.length > 0 ? [`nobody: ${undone.join(', ')}`] : []),
  ]
}

const grantOf = ({ on, actions, scope }: Grant) => `${called(on)}: ${actions.join(', ')} · ${scope}`

/** Which kind of part a drawing shows; a bespoke page shows what is written by hand, and the registry cannot tell what. */
const shown: Readonly<Record<string, string>> = { list: 'register', cases: 'case', bespoke: 'page' }
const shows = (page: Page, part: Part) =>
  part.kind !== 'page' && page.of === part.name && (shown[page.draws] ?? part.kind) === part.kind

/** What is told of one part; a row without lines is left out. */
function rowsOf(part: Part, system: System): Row[] {
  const story = `${homeOf(system)}/scenario.test.ts`
  const all = part.kind === 'system' ? system : undefined
  return [
    ['declared', [placeOf(part, system)]],
    ['system', all ? [] : [`${system.name} ${system.title}`]],
    ['owner', [system.owner]],
    ['table', part.kind === 'register' ? [tableOf(part)] : []],
    ['urls', isActable(part) ? urlsOf(part) : []],
    ['may', isActable(part) ? mayOf(part) : []],
    ['grants', part.kind === 'role' ? (part as Role).grants.map(grantOf) : []],
    ['path', 'path' in part ? [`/${String(part.path).replace(/^\//, '')}`] : []],
    [
      'shows',
      declared.filter((one) => part.kind === 'page' && shows(part as Page, one.part)).map((one) => called(one.part)),
    ],
    ['pages', pages.filter((page) => all?.pages.includes(page) ?? shows(page, part)).map(address)],
    ['parts', all ? all.parts.map(called) : []],
    ['story', existsSync(path.join(root, story)) ? [story] : []],
  ]
}

/** What is known of a name, one block a part that bears it; undefined when none does. */
export function whereIs(name: string): string | undefined {
  const blocks = declared
    .filter(({ part }) => part.name === name)
    .map(({ part, system }) => {
      const rows = rowsOf(part, system).flatMap(([label, lines]) =>
        lines.map((line, i) => `  ${(i === 0 ? label : '').padEnd(10)}${line}`),
      )
      return [called(part), ...rows].join('\n')
    })
  return blocks.length > 0 ? blocks.join('\n\n') : undefined
}

/** What whoever asks for a name that nothing bears is told: what is near it. */
export function refusalOf(name: string): string {
  if (!name) return 'Say a declared name: npm run where task-supervision'
  const names = near(
    name,
    declared.map(({ part }) => part),
  ).join(', ')
  return `Nothing is declared as ${JSON.stringify(name.slice(0, 80))}. ${names ? `Near it: ${names}.` : 'docs/systems.md lists what is.'}`
}

if (process.argv[1] === import.meta.filename) {
  const name = process.argv[2] ?? ''
  const told = whereIs(name)
  if (told) console.log(told)
  else {
    console.error(refusalOf(name))
    process.exit(1)
  }
}
