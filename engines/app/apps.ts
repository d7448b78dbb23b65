import type { House } from '#kernel/engine'
import { directoryOf } from '#engines/identity/run'
import { byIds } from '#engines/register/run'
import type { Apps } from './index.ts'
import { saidOf, type AppRow } from './package.ts'

/** The apps of a city, as its systems declare them. */
export const appsOf = (house: House): Apps[] => [...house.parts<Apps>('app').values()]

/** An app by its row, whichever application it is for. */
export async function appWith(house: House, id: string): Promise<{ apps: Apps; row: AppRow } | undefined> {
  for (const apps of appsOf(house)) {
    const row = (await byIds(house.database, apps.of, [id])).get(id)
    if (row) return { apps, row: row as unknown as AppRow }
  }
  return undefined
}

/** What the package of a row says. */
export const saidBy = (house: House, apps: Apps, row: AppRow) =>
  saidOf(apps, row, directoryOf(house).agencies.get(row.agency ?? '')?.name ?? '')
