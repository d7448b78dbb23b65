/** One file of the served layout. @source C2SP tlog-tiles, "Merkle Tree" and "Log entries" */
export interface TileName {
  level: number | 'entries'
  index: number
  /** How many hashes it has: 256, or fewer at the right edge. */
  width: number
}

/** How many hashes a full tile has. */
export const tileWidth = 256

/** A tile's path below the log's prefix: `tile/<L>/<N>[.p/<W>]`. */
export function tilePath({ level, index, width }: TileName): string {
  const digits = String(index)
  const padded = digits.padStart(Math.ceil(digits.length / 3) * 3, '0')
  const groups = padded.match(/\d{3}/g) as string[]
  const path = groups.map((group, i) => (i < groups.length - 1 ? `x${group}` : group)).join('/')
  return `tile/${level}/${path}${width === tileWidth ? '' : `.p/${width}`}`
}

const shape = /^tile\/(entries|0|[1-9]\d?)\/((?:x\d{3}\/){0,5}\d{3})(?:\.p\/([1-9]\d{0,2}))?$/

/** The tile that a requested path names, or nothing: one tile has one spelling. */
export function parseTilePath(path: string): TileName | undefined {
  const found = path.length <= 64 ? shape.exec(path) : null
  if (!found) return undefined
  const level = found[1] === 'entries' ? 'entries' : Number(found[1])
  const tile: TileName = {
    level,
    index: Number((found[2] as string).replaceAll(/[x/]/g, '')),
    width: found[3] === undefined ? tileWidth : Number(found[3]),
  }
  if (level !== 'entries' && level > 63) return undefined
  if (found[3] !== undefined && tile.width >= tileWidth) return undefined
  if (!Number.isSafeInteger(tile.index) || tilePath(tile) !== path) return undefined
  return tile
}

/** Every tile of hashes that a tree of a size has, the full ones before the partial one of each level. */
export function* tilesOf(size: number): Generator<TileName & { level: number }> {
  for (let level = 0, hashes = size; hashes > 0; level += 1, hashes = Math.floor(hashes / tileWidth)) {
    const full = Math.floor(hashes / tileWidth)
    for (let index = 0; index < full; index += 1) yield { level, index, width: tileWidth }
    if (hashes % tileWidth > 0) yield { level, index: full, width: hashes % tileWidth }
  }
}
