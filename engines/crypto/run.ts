export { makeApplication, renewToken } from './custody/application.ts'
export { makeKey, rotateKey } from './custody/key.ts'
export { localKeeper, type Keeper } from './custody/keeper.ts'
export type { Officer, OfficerOf } from './custody/officer.ts'
