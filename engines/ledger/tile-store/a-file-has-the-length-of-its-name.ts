import { readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { faults } from '../faults.ts'

const mostKept = 512

/** The files of a folder as they are read: those asked for lately are kept in memory, the others are looked for. */
export class TileFiles {
  readonly folder: string
  readonly #kept = new Map<string, Buffer>()

  constructor(folder: string) {
    this.folder = folder
  }

  /** A file's bytes, which are as many as its name says; undefined where it is not there. @throws ledger/damaged */
  at(file: string, length: number): Buffer | undefined {
    const kept = this.#kept.get(file)
    if (kept) {
      this.#kept.delete(file)
      this.#kept.set(file, kept)
      return kept
    }
    const bytes = read(path.join(this.folder, file))
    if (!bytes) return undefined
    if (bytes.length !== length) throw faults.damaged({ file })
    this.remember(file, bytes)
    return bytes
  }

  /** What is in memory of a file. */
  known(file: string): Buffer | undefined {
    return this.#kept.get(file)
  }

  remember(file: string, bytes: Buffer) {
    this.#kept.set(file, bytes)
    if (this.#kept.size > mostKept) this.#kept.delete(this.#kept.keys().next().value as string)
  }

  forget() {
    this.#kept.clear()
  }
}

function read(place: string): Buffer | undefined {
  // Most that are asked for are not there, and an error costs more than a look.
  if (!statSync(place, { throwIfNoEntry: false })) return undefined
  try {
    return readFileSync(place)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}
