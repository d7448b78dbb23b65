import { send } from './api.ts'

/** Leaves: the session ends, and what pages have kept of what was read in it is gone from the device. */
export async function signOut() {
  await send('DELETE', '/session')
  if ('caches' in globalThis)
    for (const name of await caches.keys())
      if (await (await caches.open(name)).match('/api/session')) await caches.delete(name)
  location.assign('/')
}
