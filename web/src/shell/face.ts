import type { Session } from '../../../platform/manifest.ts'
import { kept, keeps } from './kept.ts'

/** Two faces of one app: the officials' workbench, and what visitors and citizens open. */
export type Face = 'citizen' | 'workbench'

/** Which face somebody meets at an address: whoever holds a post the workbench, unless they asked for their own matters. */
export function faceOf(session: Session | null, pathname: string): Face {
  if (pathname === '/scan') return 'workbench'
  if (pathname === '/sign-in' || pathname.startsWith('/authorise/')) return 'citizen'
  return session?.position && kept<Face>('face') !== 'citizen' ? 'workbench' : 'citizen'
}

/** Somebody who holds a post goes over to the other face. */
export function turnTo(face: Face) {
  keeps('face', face === 'citizen' ? face : null)
  location.assign('/')
}
