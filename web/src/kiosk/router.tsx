import { citizenPages } from '../citizen/pages.tsx'
import { atKiosks } from '../shell/face.ts'
import { faceRouter } from '../shell/face-router.ts'
import { signedOut } from '../shell/queries.ts'
import { Frame } from './frame.tsx'
import { Home } from './home.tsx'
import { leave } from './leave.ts'
import { OffersPage } from './offers-page.tsx'
import { SignIn } from './sign-in.tsx'

// Whoever is gone leaves nothing, by whatever they went.
signedOut.act = () => void leave()

/** What stands on a machine of the city's: the citizens' pages within a frame that forgets whoever was there. */
export const router = faceRouter(
  Frame,
  [
    { path: '/', Component: Home },
    { path: '/sign-in', Component: SignIn },
    { path: '/offers/:sort', Component: OffersPage },
    ...citizenPages,
  ],
  atKiosks,
)
