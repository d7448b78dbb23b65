import planSupervision from './assurance/plan-supervision/system.ts'
import unifiedIdentity from './government/unified-identity/system.ts'

/** Every system that runs, in the order of the plan. */
export const systems = [planSupervision, unifiedIdentity]
