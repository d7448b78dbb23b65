import { readdirSync } from 'node:fs'
import path from 'node:path'
import { tilePath, tileWidth } from '../tiles.ts'
import type { TileFiles } from './a-file-has-the-length-of-its-name.ts'

/** The folder of a tile's unfinished ones. */
export const partialsOf = ({ folder }: TileFiles, level: number, index: number) =>
  path.join(folder, `${tilePath({ level, index, width: tileWidth })}.p`)

/** How wide the unfinished ones of a tile are that are there. */
export function widthsOf(files: TileFiles, level: number, index: number): number[] {
  try {
    return readdirSync(partialsOf(files, level, index)).map(Number)
  } catch {
    return []
  }
}

/** At least so many hashes of a tile: from the full one, the one of this width, or a wider one. */
export function tileOf(files: TileFiles, level: number, index: number, width: number): Buffer | undefined {
  const at = (w: number) => tilePath({ level, index, width: w })
  const named = (w: number) => files.at(at(w), w * 32)
  const found = files.known(at(width)) ?? named(tileWidth) ?? (width < tileWidth ? named(width) : undefined)
  if (found ?? width === tileWidth) return found
  const wider = Math.min(...widthsOf(files, level, index).filter((w) => w > width))
  return Number.isFinite(wider) ? named(wider) : undefined
}
