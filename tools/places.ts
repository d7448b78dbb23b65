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

/**
 * File and line where a part is declared, searched in its system's folder, the commons and the engines' desks. Of several calls with the
 * name, the one whose word tells the kind: `defineRegister('plan'` for the register, `bespokePage('plan'` for the page;
 * a page of a register or a case is found by the variable that keeps what it draws.
 */
export function placeOf(part: Part, system: System): string {
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
  const kept = calls.filter((call) => call.name === of).map((call) => call.keptAs)
  const drawing = calls.filter((call) => call.word.endsWith('page') && call.value && kept.includes(call.value))
  return (drawing.find((call) => call.word === `${draws}page`) ?? drawing[0])?.place ?? unspelled
}
