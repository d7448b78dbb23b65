import { deskRoutes } from './desk-routes.ts'
import { holderRoutes } from './holder-routes.ts'
import { scannerRoutes } from './scanner-routes.ts'

/** The code on the phone, the scanners that read it, and the desks that look after scanners and cards. */
export const routes = [...holderRoutes, ...scannerRoutes, ...deskRoutes]
