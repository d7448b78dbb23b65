/**
 * Writes the tables of a system's registers as a migration, from their declarations, to be reviewed by eye:
 * `npm run tables -- heritage`. It is written anew until it is committed, and never touched from then on.
 */
import { spawnSync } from 'node:child_process'
import { readFileSync, readdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { noteOf } from '#kernel/field'
import type { System } from '#kernel/system'
import { tableOf, tableText, type Register } from '#engines/register'
import { systems } from '#systems'
import { near } from './near.ts'
import { command, Refusal } from './refusal.ts'

const root = path.dirname(import.meta.dirname)
const migrations = 'database/migrations'

/** The migrations that are committed. @throws Refusal where that cannot be known */
function committed(): string[] {
  const { status, stdout } = spawnSync('git', ['ls-tree', '--name-only', 'HEAD', `${migrations}/`], {
    cwd: root,
    encoding: 'utf8',
  })
  if (status !== 0) throw new Refusal('Git cannot tell which migrations are committed: run this in a clone.')
  return stdout.split('\n').filter((file) => file.endsWith('.sql'))
}

/** The registers of a system, each after those that it refers to. */
function registersOf(system: System): Register[] {
  const all = system.parts.filter((part): part is Register => part.kind === 'register')
  const placed = new Set<Register>()
  const place = (one: Register) => {
    if (placed.has(one)) return
    const to = Object.values(one.fields).map((field) => noteOf(field).register)
    for (const other of all) if (other !== one && to.includes(other.name)) place(other)
    placed.add(one)
  }
  all.forEach(place)
  return [...placed]
}

const numberOf = (file: string) => Number(path.basename(file).slice(0, 4))

/** Writes what a system's registers have no table for yet. @returns what was done, for people @throws Refusal */
function writeTables(name: string): string {
  const system = systems.find((one) => one.name === name)
  if (!system) {
    const names = near(name, systems).join(', ')
    throw new Refusal(
      name
        ? `No system ${JSON.stringify(name.slice(0, 80))} runs. ${names ? `Near it: ${names}.` : 'docs/systems.md lists those that do.'}`
        : 'Say which system: npm run tables -- heritage',
    )
  }
  const kept = committed()
  const written = kept.map((file) => readFileSync(path.join(root, file), 'utf8')).join('\n')
  const missing = registersOf(system).filter((one) => !new RegExp(`create table ${tableOf(one)}\\b`, 'i').test(written))
  if (missing.length === 0)
    throw new Refusal(
      `Every register of ${name} has its table in a committed migration, which is never changed: write what has changed since as a new one, by hand.`,
    )
  const files = readdirSync(path.join(root, migrations)).map((file) => `${migrations}/${file}`)
  const own = files.find((file) => !kept.includes(file) && file.endsWith(`-${name}.sql`))
  const next = String(Math.max(0, ...files.map(numberOf)) + 1).padStart(4, '0')
  const file = own ?? `${migrations}/${next}-${name}.sql`
  const tables = missing.map((one) => `-- ${one.title}\n${tableText(one)}`)
  writeFileSync(path.join(root, file), tables.join('\n'))
  return `Wrote ${file}${own ? ' anew' : ''}: ${missing.map(tableOf).join(', ')}.
Review it as if you had written it: types, keys, indexes, what may be empty. Until it is committed this command writes it
anew; a city that has taken in an earlier text of it refuses to start: start it in another DATA_DIR.
`
}

await command(() => writeTables(process.argv[2] ?? ''))
