import { createHash, randomUUID } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { worldClock } from '#kernel/clock'
import type { Tx } from '#kernel/database'
import { faults } from './faults.ts'
import { claimed, contradiction } from './kinds.ts'
import { fileName } from './name.ts'

/** A file by its content. */
export interface StoredFile {
  /** Hex SHA-256 of the content. */
  id: string
  name: string
  type: string
  size: number
}

/** Files on disk under the name of their content: the same bytes are kept once and cannot be changed unseen. */
export interface FileStore {
  /** Takes a stream in; nothing stays when it is refused. @throws file/too-large file/empty file/refused file/lies-about-type */
  take: (name: string, content: Readable, wasCut?: () => boolean) => Promise<StoredFile>
  /** The content, or undefined when it is not kept here. */
  open: (id: string) => Promise<{ stream: Readable; size: number } | undefined>
  pathOf: (id: string) => string
  /**
   * Clears away what a killed process left half taken in: what nobody has written to for a day, since other processes
   * may share the folder and be taking files in. @returns how many
   */
  clearArriving: () => Promise<number>
}

/** Hours after which a file that is still arriving belongs to nobody. */
const mostHours = 24

/** Largest file, in megabytes. */
export const mostMegabytes = 50

export function openFiles(folder: string): FileStore {
  const pathOf = (id: string) => path.join(folder, id.slice(0, 2), id.slice(2))
  const arrivals = path.join(folder, 'arriving')
  return {
    pathOf,
    clearArriving: async () => {
      // The file system tells the world's time, whatever time the city has.
      const until = worldClock().now().getTime() - mostHours * 3600_000
      let cleared = 0
      for (const name of await readdir(arrivals).catch(() => [])) {
        const file = path.join(arrivals, name)
        const found = await stat(file).catch(() => undefined)
        if (!found || found.mtimeMs > until) continue
        await rm(file, { force: true })
        cleared += 1
      }
      return cleared
    },
    take: async (name, content, wasCut = () => false) => {
      const kind = claimed(name)
      if (!kind) {
        content.resume()
        throw faults.refused({ name })
      }
      const arriving = path.join(arrivals, randomUUID())
      await mkdir(path.dirname(arriving), { recursive: true })
      try {
        const hash = createHash('sha256')
        let size = 0
        await pipeline(
          content,
          async function* (chunks: AsyncIterable<Buffer>) {
            for await (const chunk of chunks) {
              size += chunk.length
              hash.update(chunk)
              yield chunk
            }
          },
          createWriteStream(arriving, { flush: true }),
        )
        if (wasCut() || size > mostMegabytes * 1024 * 1024) throw faults['too-large']({ most: mostMegabytes })
        if (size === 0) throw faults.empty()
        const found = contradiction(name, await headOf(arriving))
        if (found) throw faults['lies-about-type']({ name, found })
        const id = hash.digest('hex')
        await mkdir(path.dirname(pathOf(id)), { recursive: true })
        await rename(arriving, pathOf(id))
        await keepName(path.dirname(pathOf(id)))
        return { id, name: fileName(name), type: kind.type, size }
      } finally {
        await rm(arriving, { force: true })
      }
    },
    open: async (id) => {
      if (!/^[0-9a-f]{64}$/.test(id)) return undefined
      const size = await stat(pathOf(id)).then(
        (found) => found.size,
        () => undefined,
      )
      return size === undefined ? undefined : { stream: createReadStream(pathOf(id)), size }
    },
  }
}

/** A file's new name outlives a power cut once its folder is on the disk too. @source rename(2), fsync(2) */
async function keepName(folder: string) {
  const handle = await open(folder)
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

async function headOf(file: string): Promise<Buffer> {
  const handle = await open(file)
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(4096), 0, 4096, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await handle.close()
  }
}

/** Notes who brought a file; a reader reaches it through what uses it. */
export async function noteUpload(tx: Tx, file: StoredFile, person: string, at: Date) {
  await tx.query(
    `insert into kernel.upload (file, person, name, type, size, at) values ($1, $2, $3, $4, $5, $6) on conflict (file, person) do nothing`,
    [file.id, person, file.name, file.type, file.size, at],
  )
}

/** A person uses only files that they brought themselves. @param type how its media type must begin @throws file/not-uploaded */
export async function broughtBy(tx: Tx, file: Pick<StoredFile, 'id' | 'name'>, person: string, type = '') {
  const found = await tx.query(
    'select 1 from kernel.upload where file = $1 and person = $2 and starts_with(type, $3)',
    [file.id, person, type],
  )
  if (found.length === 0) throw faults['not-uploaded']({ name: file.name })
}

/** Ties files to the record that shows them. @throws file/not-uploaded when the person never brought one of them */
export async function useFiles(
  tx: Tx,
  files: readonly StoredFile[],
  person: string,
  user: { kind: string; id: string },
  type = '',
) {
  for (const file of files) {
    await broughtBy(tx, file, person, type)
    await tx.query('insert into kernel.file_use (file, kind, id) values ($1, $2, $3) on conflict do nothing', [
      file.id,
      user.kind,
      user.id,
    ])
  }
}

/** Has files that one record shows be shown by another too; those that it does not show are left. */
export const shareFiles = (
  tx: Tx,
  files: readonly StoredFile[],
  from: { kind: string; id: string },
  to: { kind: string; id: string },
) =>
  tx.query(
    `insert into kernel.file_use (file, kind, id) select file, $3, $4 from kernel.file_use
     where kind = $1 and id = $2 and file = any($5) on conflict do nothing`,
    [from.kind, from.id, to.kind, to.id, files.map(({ id }) => id)],
  )

/** Whoever takes over what one record shows has its files in hand too, as if they had brought them. */
export const handOver = (tx: Tx, from: { kind: string; id: string }, person: string, at: Date) =>
  tx.query(
    `insert into kernel.upload (file, person, name, type, size, at)
     select u.file, $3, u.name, u.type, u.size, $4 from kernel.file_use f join kernel.upload u on u.file = f.file
     where f.kind = $1 and f.id = $2 on conflict do nothing`,
    [from.kind, from.id, person, at],
  )

export { faults as fileFaults }
export { contradiction } from './kinds.ts'
export { fileName }
