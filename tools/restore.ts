/** Restores a back-up into an empty data folder: `npm run restore -- <folder> [DATA_DIR]`. */
import path from 'node:path'
import { restore } from '../server/backup.ts'
import { dataPlace } from '../server/place.ts'

const [folder, place] = process.argv.slice(2)
if (!folder) {
  console.error('Say what from, and where to: npm run restore -- <folder> [DATA_DIR]')
  process.exit(1)
}
try {
  const dataDir = place ? path.resolve(place) : dataPlace()
  const { madeAt, tables, files } = await restore(path.resolve(folder), dataDir)
  const rows = Object.values(tables).reduce((sum, table) => sum + table.rows, 0)
  console.log(
    `restored to ${dataDir} as it stood at ${madeAt}: ${Object.keys(tables).length} tables, ${rows} rows and ${files.length} files agree`,
  )
} catch (error) {
  console.error((error as Error).message)
  process.exit(1)
}
