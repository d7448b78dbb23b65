import assert from 'node:assert/strict'
import { globSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import { pathToFileURL } from 'node:url'
import { vocabulary } from '../tools/words.ts'

const { faces, strays } = vocabulary()
const words = faces.flatMap((face) => face.words)
const shapes = faces.flatMap((face) => face.shapes)

/** What a system writes: the keys of declarations, and of the shapes that stand in them. What it is only given is no word. */
const written = [...words, ...shapes].filter(({ keys }) => keys.some(({ example }) => example))
const keys = written.flatMap((one) => one.keys.map((key) => ({ ...key, called: `${one.name} ${key.name}` })))

/** Keys that do not say yet what they are, each in a file of its engine: this list only shrinks. */
const silent = ['Options help?', 'Options sensitivity?', 'Options standard?', 'defineDuty of']

test('every word says in a sentence what it is', () => {
  assert.ok(words.length > 80)
  assert.deepEqual(
    words.filter(({ says }) => !says).map(({ name }) => name),
    [],
  )
})

test('every key of a declaration says in a sentence what it is', () => {
  assert.ok(keys.length > 120)
  assert.deepEqual(
    keys
      .filter(({ says }) => !says)
      .map(({ called }) => called)
      .toSorted(),
    silent,
  )
})

test('every word has an example that speaks it, and no example is for a word that is gone', () => {
  assert.deepEqual(
    words.filter(({ name, example }) => !example.includes(name)).map(({ name }) => name),
    [],
  )
  assert.deepEqual(strays, [])
})

test('every key of a declaration has an example', () => {
  assert.deepEqual(
    keys.filter(({ example }) => !example).map(({ called }) => called),
    [],
  )
})

test('every example holds when it is declared', async () => {
  const files = globSync('testing/words/*.ts', { cwd: path.dirname(import.meta.dirname) })
  assert.ok(files.length > 3)
  for (const file of files) await import(pathToFileURL(path.resolve(import.meta.dirname, '..', file)).href)
})
