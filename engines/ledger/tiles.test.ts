import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { parseTilePath, tilePath, tilesOf } from './tiles.ts'

test('a tile is named as the standard spells it', () => {
  assert.equal(tilePath({ level: 0, index: 1234067, width: 256 }), 'tile/0/x001/x234/067')
  assert.equal(tilePath({ level: 1, index: 0, width: 17 }), 'tile/1/000.p/17')
  assert.equal(tilePath({ level: 'entries', index: 273, width: 112 }), 'tile/entries/273.p/112')
})

test('a tree of 70,000 leaves has the tiles that the standard counts', () => {
  const tiles = [...tilesOf(70_000)]
  const count = (level: number, full: boolean) =>
    tiles.filter((tile) => tile.level === level && (tile.width === 256) === full)
  assert.equal(count(0, true).length, 273)
  assert.deepEqual(
    count(0, false).map((tile) => tile.width),
    [112],
  )
  assert.equal(count(1, true).length, 1)
  assert.deepEqual(
    count(1, false).map((tile) => tile.width),
    [17],
  )
  assert.deepEqual(
    count(2, false).map((tile) => tile.width),
    [1],
  )
  assert.deepEqual(
    [...tilesOf(256)],
    [
      { level: 0, index: 0, width: 256 },
      { level: 1, index: 0, width: 1 },
    ],
  )
})

test('every name is read back, and only as it is spelt', () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.nat(63), fc.constant('entries' as const)),
      fc.maxSafeNat(),
      fc.integer({ min: 1, max: 256 }),
      (level, index, width) =>
        assert.deepEqual(parseTilePath(tilePath({ level, index, width })), { level, index, width }),
    ),
    { seed: 6962 },
  )
  const wrong = [
    'tile/00/000',
    'tile/64/000',
    'tile/-1/000',
    'tile/0/0',
    'tile/0/x000/000',
    'tile/0/001/000',
    'tile/0/x001',
    'tile/0/000.p/0',
    'tile/0/000.p/256',
    'tile/0/000.p/01',
    'tile/0/000/',
    '/tile/0/000',
    'tile/0/../000',
    'tile/0/000.p/',
    'tile/0/000\n',
    'tile/0/０００',
    `tile/0/${'x999/'.repeat(6)}999`,
    'tile/entries/000.p/256',
    '',
  ]
  for (const path of wrong) assert.equal(parseTilePath(path), undefined, path)
})
