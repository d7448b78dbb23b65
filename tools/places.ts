import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { Part, System } from '#kernel/system'
import type { Page } from '#engines/front'

const root = path.dirname(import.meta.dirname)

/** A call in the sources that declares something by a name in quotes, or draws a page of a value. */
interface Call {
  keptAs: string | undefined
  word: string
  name: string | undefined
  value: string | undefined
  place: string
}

const declaring =
  /(?:\bconst (\w+)(?:: [^=\n]+)?\s*=\s*)?\b(define\w+|\w+Page)(?:<[^()]*>)?\(\s*(?:(['"`])([^'"`]+)\3|(\w+))/g

const callsIn = (file: string): Call[] => {
  const text = readFileSync(path.join(root, file), 'utf8')
  return [...text.matchAll(declaring)].map((call) => ({
    keptAs: call[1],
    word: (call[2] as string).toLowerCase(),
    name: call[4],
    value: call[5],
    place: `${file}:${text.slice(0, call.index).split('\n').length}`,
  }))
}

/** The folder of a system. */
export const homeOf = (system: Pick<System, 'name'>): string =>
  globSync(`systems/*/${system.name}`, { cwd: root })[0] ?? 'systems'

/** The part of the same system that has made this one: the registers that an assessment is kept in stand where it is declared. */
export const makerOf = (part: Part, { parts }: Pick<System, 'parts'>): Part | undefined =>
  parts.find((one) => 'registers' in one && Object.values(one.registers as object).includes(part))

/** The variables of a file that keep a register which an assessment has made: `const { object: assessed } = yearly.registers`. */
function takenOut(file: string, of: string, { parts }: System): string[] {
  const keys = parts.flatMap((one) =>
    'registers' in one
      ? Object.entries(one.registers as Record<string, Part>).flatMap(([key, { name }]) => (name === of ? [key] : []))
      : [],
  )
  if (keys.length === 0) return []
  const taken = /const \{([^}]+)\} = \w+\.registers/.exec(readFileSync(path.join(root, file), 'utf8'))?.[1] ?? ''
  return taken.split(',').flatMap((one) => {
    const [key = '', kept = key] = one.split(':').map((word) => word.trim())
    return keys.includes(key) ? [kept] : []
  })
}

/**
 * File and line where a part is declared, searched in its system's folder, the commons and the engines' desks. Of several calls with the
 * name, the one whose word tells the kind: `defineRegister('plan'` for the register, `bespokePage('plan'` for the page;
 * a page of a register or a case is found by the variable that keeps what it draws.
 */
export function placeOf(part: Part, system: System): string {
  const maker = makerOf(part, system)
  if (maker) return placeOf(maker, system)
  const home = homeOf(system)
  const files = globSync([`${home}/**/*.ts`, 'commons/**/*.ts', 'engines/*/desk.ts'], { cwd: root }).filter(
    (file) => !file.endsWith('.test.ts'),
  )
  const calls = files
    .toSorted((a, b) => Number(a.startsWith('commons')) - Number(b.startsWith('commons')))
    .flatMap(callsIn)
  const unspelled = `${home} (no call spells the name)`
  const named = calls.filter((call) => call.name === part.name)
  const exact = named.find((call) => call.word.includes(part.kind.replaceAll('-', '')))
  if (exact) return exact.place
  if (part.kind !== 'page') return named[0]?.place ?? unspelled
  const { of, draws } = part as Page
  const kept = [
    ...calls.filter((call) => call.name === of).map((call) => call.keptAs),
    ...files.flatMap((file) => takenOut(file, of, system)),
  ]
  const drawing = calls.filter((call) => call.word.endsWith('page') && call.value && kept.includes(call.value))
  return (drawing.find((call) => call.word === `${draws}page`) ?? drawing[0])?.place ?? unspelled
}
