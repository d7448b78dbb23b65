import { certificateRoutes } from './certificate-routes.ts'
import { officerRoutes } from './officer-routes.ts'
import { verbRoutes } from './verb-routes.ts'

/** Keys in custody over HTTP: what applications do with them, what officers do to them, certificates and timestamps. */
export const routes = [...verbRoutes, ...officerRoutes, ...certificateRoutes]
