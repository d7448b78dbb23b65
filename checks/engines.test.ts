import assert from 'node:assert/strict'
import { existsSync, globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import { systems } from '#systems'
import { engines } from '../engines/index.ts'

const root = path.dirname(import.meta.dirname)
const folderOf = ({ name }: { name: string }) => path.join(root, 'engines', name)

/** The engines that the files of an engine import, by folder. */
function importedBy(folder: string): Set<string> {
  const found = new Set<string>()
  for (const file of globSync('**/*.ts', { cwd: folder })) {
    if (file.endsWith('.test.ts')) continue
    const text = readFileSync(path.join(folder, file), 'utf8')
    for (const [, by, value] of text.matchAll(/from '(?:#engines\/([\w-]+)(?:\/run)?|\.\.\/([\w-]+)\/engine\.ts)'/g))
      found.add((by ?? value) as string)
  }
  found.delete(path.basename(folder))
  return found
}

test('every engine is its folder: its value, its two faces, and what it is for', () => {
  for (const engine of engines) {
    const missing = ['engine.ts', 'index.ts', 'run.ts', 'README.md'].filter(
      (file) => !existsSync(path.join(folderOf(engine), file)),
    )
    assert.deepEqual(missing, [], engine.name)
  }
})

test('an engine stands on what it needs and imports nothing else', () => {
  const listed = engines.map(({ name }) => name)
  for (const engine of engines) {
    const needs = engine.needs.map(({ name }) => name)
    const lower = listed.slice(0, listed.indexOf(engine.name))
    assert.deepEqual(
      needs.filter((name) => !lower.includes(name)),
      [],
      `${engine.name} needs what stands above it`,
    )
    assert.deepEqual(
      [...importedBy(folderOf(engine))].filter((name) => !needs.includes(name)),
      [],
      `${engine.name} imports what it does not need`,
    )
  }
})

test('a system is made of kinds of part that an engine has named, each by one', () => {
  const kinds = engines.flatMap((engine) => Object.keys(engine.kinds))
  assert.equal(new Set(kinds).size, kinds.length)
  for (const system of systems)
    assert.deepEqual(
      system.parts.filter(({ kind }) => !kinds.includes(kind)).map(({ kind, name }) => `${kind} ${name}`),
      [],
      system.name,
    )
})
