/** Backs the embedded city up while it serves or not: `npm run backup -- <folder>`; the city is the one in `DATA_DIR`. */
import path from 'node:path'
import { backUp } from '../server/backup.ts'
import { dataPlace } from '../server/place.ts'

const [folder] = process.argv.slice(2)
if (!folder || process.env.DATABASE_URL) {
  console.error(
    folder
      ? 'DATABASE_URL names a PostgreSQL of your own: back it up with its own tools, and the folder `files` after it.'
      : 'Say where to: npm run backup -- <folder>',
  )
  process.exit(1)
}
try {
  const { tables, files } = await backUp(dataPlace(), path.resolve(folder))
  const rows = Object.values(tables).reduce((sum, table) => sum + table.rows, 0)
  console.log(
    `backed up to ${path.resolve(folder)} and read through: ${Object.keys(tables).length} tables, ${rows} rows, ${files.length} files`,
  )
} catch (error) {
  console.error((error as Error).message)
  process.exit(1)
}
