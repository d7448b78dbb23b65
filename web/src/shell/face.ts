import type { Session } from '../../../platform/manifest.ts'
import { send } from './api.ts'
import { kept, keeps } from './kept.ts'
import { pages } from './pages.ts'

/** Two faces of one app: the officials' workbench, and what visitors and citizens open. */
export type Face = 'citizen' | 'workbench'

/** Which face somebody meets at an address: whoever acts in a post the workbench. */
export function faceOf(session: Session | null, pathname: string): Face {
  if (pages.some(({ path, handle }) => path === pathname && handle.face)) return 'workbench'
  if (pathname === '/sign-in' || pathname.startsWith('/authorise/')) return 'citizen'
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
