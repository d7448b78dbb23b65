import type { Session } from '../../../platform/manifest.ts'
import { send } from './api.ts'
import { kept, keeps } from './kept.ts'
import { pages } from './pages.ts'

/** Faces of one app: the officials' workbench, what visitors and citizens open, and what stands on a machine of the city's. */
export type Face = 'citizen' | 'workbench' | 'kiosk'

/** Where everything stands that a machine shows. */
export const atKiosks = '/kiosk'

/** Which face somebody meets at an address: whoever acts in a post the workbench. */
export function faceOf(session: Session | null, pathname: string): Face {
  if (pathname === atKiosks || pathname.startsWith(`${atKiosks}/`)) return 'kiosk'
  if (pages.some(({ path, handle }) => path === pathname && handle.face)) return 'workbench'
  if (pathname === '/sign-in' || /^\/(authorise|lend|bring|in)\//.test(pathname)) return 'citizen'
  return session?.position ? 'workbench' : 'citizen'
}

/** Leaves the post for one's own matters. */
export async function toOneself({ position }: Session) {
  keeps('post', position?.id ?? null)
  await send('POST', '/session/position', { position: null })
  location.assign('/')
}

/** Goes back to the post that was left, or to the first that there is. */
export async function toThePost({ positions }: Session) {
  const left = positions.find(({ id }) => id === kept<string>('post')) ?? positions[0]
  await send('POST', '/session/position', { position: left?.id })
  location.assign('/')
}
