import {
  appointmentDesk,
  clientDesk,
  defineSystem,
  mandateDesk,
  directoryDesk,
  organisationDesk,
  verificationDesk,
} from '#platform'
import { identityAdministrator, identityClerk, personnelOfficer } from './roles.ts'

/** One identity for everyone and every system: sign-in for clients, levels, agents, posts, sessions that their owner sees. */
export default defineSystem('unified-identity', {
  title: '统一身份认证',
  owner: 'city-data-bureau',
  parts: [
    ...[clientDesk, appointmentDesk, organisationDesk, verificationDesk, mandateDesk, directoryDesk],
    ...[identityAdministrator, personnelOfficer, identityClerk],
  ],
  pages: [],
})
