import { atKiosks } from '../shell/face.ts'
import { send } from '../shell/api.ts'

/**
 * Whoever was at the machine is there no more: their session ends, and what pages kept on the device is gone. Where the city
 * cannot be reached the page says so to the next and tries again; there the session ends by itself.
 */
export async function leave() {
  await send('DELETE', '/session').catch(() => undefined)
  for (const store of [localStorage, sessionStorage]) store.clear()
  if ('caches' in globalThis) for (const name of await caches.keys()) await caches.delete(name)
  for (const { name } of (await indexedDB.databases?.()) ?? []) if (name) indexedDB.deleteDatabase(name)
  location.replace(atKiosks)
}
