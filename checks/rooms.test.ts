import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'

const root = path.dirname(import.meta.dirname)
const sources = globSync('{kernel,engines,platform,commons,city,systems}/**/*.ts', { cwd: root })
  .filter((file) => !file.endsWith('.test.ts'))
  .map((file) => [file, readFileSync(path.join(root, file), 'utf8')] as const)

/** What a module keeps, and why it is the same for every city of the process. */
const ofEveryCity: Record<string, string> = {
  'kernel/clock/index.ts openOf': 'the published calendar',
  'kernel/database/added.ts texts': 'texts of statements',
  'kernel/database/id.ts drawn': 'ids are unique over all cities',
  'kernel/database/id.ts lastMs': 'ids are unique over all cities',
  'kernel/database/id.ts sequence': 'ids are unique over all cities',
  'kernel/database/statement.ts corked': 'by the stream of one connection, which is the key',
  'kernel/database/statement.ts names': 'names of statements, by their text',
  'kernel/field/index.ts filled': 'by the field, which is the key',
  'kernel/field/index.ts shapes': 'by the declaration, which is the key',
  'engines/case/search-entry.ts known': 'by the declaration, which is the key',
  'engines/identity/grants.ts nothing': 'empty for ever',
  'engines/register/simplified.ts converter': 'dictionaries of a language',
  'engines/register/simplified.ts traditional': 'characters of a language, by themselves',
  'engines/ledger/note-node.ts held': 'public keys, by their own bytes',
  'engines/ledger/sequence.ts holding': 'by the trees that one house has opened, which are the key',
  'kernel/openapi/shape.ts names': 'by the shape, which is the key',
}

test('no module below the server keeps what changes: it stands in a room of its city', () => {
  const changing =
    /^(?:export )?(?:let (\w+)|const (\w+)(?:: [^=\n]+)? = new (?:Map|WeakMap|Set|WeakSet)(?:<.*>)?\(\))/gm
  const found = sources.flatMap(([file, text]) =>
    [...text.matchAll(changing)].map(([, one, other]) => `${file} ${one ?? other}`),
  )
  assert.deepEqual(found.toSorted(), Object.keys(ofEveryCity).toSorted())
})

test('nothing below the server reads the environment: an engine says what it heeds, and is told', () => {
  // A program of its own stands at the edge; to hand the environment on to a child is not to read it.
  const below = sources.filter(([file]) => !/^engines\/[a-z]+\/roles\//.test(file))
  const reads = below.filter(([, text]) => /(?<!\.\.\.)process\.env/.test(text)).map(([file]) => file)
  assert.deepEqual(reads, [])
})
