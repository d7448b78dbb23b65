import { mkdirSync, rmSync } from 'node:fs'
import { mkdir, open, rename } from 'node:fs/promises'
import path from 'node:path'

/** A file and what is to be in it. */
export interface Wanted {
  file: string
  bytes: Buffer
}

/**
 * Writes into a folder so that every file is there whole or not at all, also after a fall: beside its place, on the disk, then
 * into its place in order, then the folders. What an interrupted write left behind is swept away when this is made.
 */
export function landingIn(folder: string): (wanted: readonly Wanted[]) => Promise<void> {
  const nursery = path.join(folder, 'new')
  rmSync(nursery, { recursive: true, force: true })
  mkdirSync(nursery, { recursive: true })
  let born = 0
  return async (wanted) => {
    const folders = new Set<string>()
    const staged = await Promise.all(
      wanted.map(async ({ file, bytes }) => {
        born += 1
        const draft = path.join(nursery, String(born))
        const home = path.dirname(path.join(folder, file))
        const made = await mkdir(home, { recursive: true })
        folders.add(home)
        // A new folder lasts once its own parent is on the disk, up to the one that was there.
        if (made) for (let at = home; at.length >= made.length; at = path.dirname(at)) folders.add(path.dirname(at))
        const handle = await open(draft, 'wx')
        await handle.writeFile(bytes)
        await handle.datasync()
        await handle.close()
        return { draft, file }
      }),
    )
    for (const { draft, file } of staged) await rename(draft, path.join(folder, file))
    await Promise.all([...folders].map(sync))
  }
}

async function sync(place: string) {
  const handle = await open(place)
  await handle.sync()
  await handle.close()
}
