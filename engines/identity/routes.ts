import { deskRoutes } from './desk-routes.ts'
import { directoryRoutes } from './directory-routes.ts'
import { factorRoutes } from './factor/routes.ts'
import { clientRoutes } from './oidc/client-routes.ts'
import { authorisationRoutes } from './oidc/routes.ts'
import { sessionRoutes } from './session-routes.ts'

/** Who people are to the city, over HTTP. */
export const routes = [
  ...sessionRoutes,
  ...factorRoutes,
  ...deskRoutes,
  ...clientRoutes,
  ...authorisationRoutes,
  ...directoryRoutes,
]
