import { faults } from '../faults.ts'
import { tilePath, tileWidth } from '../tiles.ts'
import type { TileFiles } from './a-file-has-the-length-of-its-name.ts'
import { fullBytes, type Tile } from './leaves-fill-tiles-from-the-edge-on.ts'

/** Whether a full tile is there already: then it must say the same. @throws ledger/rewritten, ledger/damaged */
export function standsAlready(files: TileFiles, { level, index, bytes }: Tile): boolean {
  const there = files.at(tilePath({ level, index, width: tileWidth }), fullBytes)
  if (!there) return false
  if (there.equals(bytes)) return true
  if (level > 0) throw faults.damaged({ file: tilePath({ level, index, width: tileWidth }) })
  const differs = bytes.findIndex((byte, i) => byte !== there[i])
  throw faults.rewritten({ index: index * tileWidth + Math.floor(differs / 32) })
}

/** Whether an unfinished tile is to be written: a full one that stands already serves for it, and must begin with it. @throws ledger/rewritten */
export function isWanted(files: TileFiles, tile: Tile): boolean {
  const whole = files.at(tilePath({ ...tile, width: tileWidth }), fullBytes)
  if (whole && !whole.subarray(0, tile.bytes.length).equals(tile.bytes))
    throw faults.rewritten({ index: tile.index * tileWidth ** (tile.level + 1) })
  return !whole && !files.at(tilePath(tile), tile.bytes.length)
}
