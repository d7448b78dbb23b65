export {
  allRoles,
  branchesOf,
  covers,
  eitherOf,
  entitled,
  openRoles,
  ownerOf,
  reachedBy,
  reachOf,
  rolesThatMay,
  rolesWith,
  scopeOf,
  visitorOf,
  type Reached,
  type ScopeColumns,
} from './grants.ts'
export { citizenIndex } from './citizen.ts'
export { isSecure, keepToken } from './cookies.ts'
export {
  anyone,
  granted,
  onPart,
  passerBy,
  person,
  personAnywhere,
  personOnPart,
  session,
  type Person,
} from './rights.ts'
export { sureEnough } from './assurance.ts'
export {
  areasAround,
  declaredDirectory,
  directoryOf,
  onlyOneIn,
  renewDirectory,
  type DeclaredDirectory,
  type Directory,
} from './directory.ts'
export { faults as identityFaults } from './faults.ts'
export {
  actorByAccount,
  appoint,
  colleagueIn,
  endPosition,
  holdersOf,
  inPlaceOf,
  makePerson,
  officersAround,
  officersOf,
  recordOrganisation,
  tenuresOf,
  type Tenure,
} from './people.ts'
export { verifyPerson } from './appointments.ts'
export { noteLook, type Look } from './looks.ts'
export { endLent, lendSession, signedIn } from './session.ts'
export { vouchedFor } from './vouched.ts'
