import './events.ts'

export {
  allRoles,
  branchesOf,
  covers,
  eitherOf,
  mandateActs,
  ownerOf,
  reachOf,
  rolesOf,
  rolesThatMay,
  rolesWith,
  scopeOf,
  useRoles,
  type Branch,
  type Reach,
  type ScopeColumns,
  type Through,
} from './grants.ts'
export { sureEnough } from './assurance.ts'
export { factorsWrapped } from './factor/sealed.ts'
export { loadDirectory, recordDirectory, type Directory } from './directory.ts'
export { faults as identityFaults } from './faults.ts'
export {
  actorByAccount,
  appoint,
  endPosition,
  holdersOf,
  makePerson,
  officersOf,
  recordOrganisation,
} from './people.ts'
export { noteLook, type Look } from './looks.ts'
export { signedIn } from './session.ts'
