import {
  appointmentDesk,
  clientDesk,
  defineRole,
  directoryDesk,
  mandateDesk,
  may,
  organisationDesk,
  verificationDesk,
} from '#platform'

/** Looks after the city's identities: clients, posts everywhere, agencies, organisations, papers checked. */
export const identityAdministrator = defineRole('identity-administrator', {
  title: '身份管理员',
  grants: [
    may(clientDesk, ['read', 'register', 'end'], 'all'),
    may(appointmentDesk, ['read', 'appoint', 'end'], 'all'),
    may(directoryDesk, ['read', 'add', 'rename'], 'all'),
    may(organisationDesk, ['read', 'register'], 'all'),
    may(verificationDesk, ['verify'], 'all'),
    may(mandateDesk, ['record'], 'all'),
  ],
})

/** An agency's own desk for its people: appoints within the agency, to roles its holder could name there. */
export const personnelOfficer = defineRole('personnel-officer', {
  title: '人事专员',
  grants: [may(appointmentDesk, ['read', 'appoint', 'end'], 'own-agency')],
})

/** A counter that sees people with their papers: checks them, and records who acts for whom. */
export const identityClerk = defineRole('identity-clerk', {
  title: '身份窗口',
  grants: [may(verificationDesk, ['verify'], 'all'), may(mandateDesk, ['record'], 'all')],
})
