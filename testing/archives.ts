import { unzipSync, zipSync } from 'fflate'
import type { City } from './index.ts'

/** Parts of a package by a piece of their name. */
export const partsOf = (pack: Buffer) => unzipSync(pack)

/** The same package with something done to its parts. */
export function damaged(pack: Buffer, harm: (parts: Record<string, Uint8Array>) => void): Buffer {
  const parts = unzipSync(pack)
  harm(parts)
  return Buffer.from(zipSync(parts))
}

/** Changes the text of the part whose name ends so. */
export function rewrite(parts: Record<string, Uint8Array>, end: string, change: (text: string) => string) {
  const name = Object.keys(parts).find((part) => part.endsWith(end))
  if (!name) throw new Error(`no part ends with ${end}`)
  parts[name] = new Uint8Array(Buffer.from(change(Buffer.from(parts[name] as Uint8Array).toString())))
  return name
}

/** Puts another package where a row's lies, past all acts: a disk that fails, a hand that should not be there. */
export const spoil = (city: City, id: string, pack: Buffer) =>
  city.house.database.write({ all: 'on' }, (tx) =>
    tx.query('update archive.package set content = $2 where id = $1', [id, pack]),
  )
