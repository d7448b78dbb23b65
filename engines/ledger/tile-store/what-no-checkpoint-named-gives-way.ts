import { rmSync } from 'node:fs'
import path from 'node:path'
import { tilePath } from '../tiles.ts'
import type { TileFiles } from './a-file-has-the-length-of-its-name.ts'
import type { TreeNodes } from './a-node-is-read-where-it-lies-and-hashed-otherwise.ts'
import { widthsOf } from './a-wider-tile-serves-for-a-narrower-one.ts'
import type { Tile } from './leaves-fill-tiles-from-the-edge-on.ts'

/**
 * Takes away unfinished tiles of leaves that say something else than is written now: they are of a batch that no checkpoint
 * came to name. What was kept of them in memory goes with them.
 */
export function dropStrays(files: TileFiles, nodes: TreeNodes, tiles: readonly Tile[]) {
  for (const { level, index, width, bytes } of tiles.filter((tile) => tile.level === 0))
    for (const wide of widthsOf(files, level, index)) {
      const file = tilePath({ level, index, width: wide })
      const there = files.at(file, wide * 32)
      const alike = 32 * Math.min(wide, width)
      if (!there || there.subarray(0, alike).equals(bytes.subarray(0, alike))) continue
      rmSync(path.join(files.folder, file), { force: true })
      files.forget()
      nodes.forget()
    }
}
