import { createHash } from 'node:crypto'
import { statSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))

/** Where the city's data lies: `DATA_DIR`, or this checkout's own place. */
export const dataPlace = (): string => path.resolve(process.env.DATA_DIR ?? ownPlace())

/** The checkout's own folder, unless PostgreSQL's account could not reach it there: as root below a closed folder. */
function ownPlace(): string {
  const here = path.join(root, '.data')
  if (process.getuid?.() !== 0) return here
  for (let at = root; at !== path.dirname(at); at = path.dirname(at)) {
    if (!(statSync(at).mode & 0o001))
      return path.join('/var/lib/digital-yancheng', createHash('sha256').update(root).digest('hex').slice(0, 12))
  }
  return here
}
