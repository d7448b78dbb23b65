import planSupervision from './assurance/plan-supervision/system.ts'
import cryptoService from './security/crypto-service/system.ts'

/** Every system that runs, in the order of the plan. */
export const systems = [planSupervision, cryptoService]
