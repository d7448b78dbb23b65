import { everywhere, madeUnique, type Placement } from '#kernel/engine'

/** Where the rows of its tables would lie past one machine. */
export const tables: Placement = {
  'identity.acting_grant': { by: 'id', why: 'asked for with its grant' },
  'identity.agency': everywhere('thousands of rows, corrected at start'),
  'identity.client': everywhere('dozens of systems'),
  'identity.device': { by: 'token', why: 'a sign-in asks for the device that it comes from' },
  'identity.factor': {
    by: 'person',
    why: 'lies beside its person',
    breaks: {
      factor_pkey: madeUnique,
      factor_credential: 'a credential id is random and long; it is asked for with its person',
    },
  },
  'identity.failure': { by: 'key', why: 'one row a place and account' },
  'identity.look': { by: 'person', why: 'a person reads who looked at theirs', breaks: { look_pkey: madeUnique } },
  'identity.mandate': { by: 'id', why: 'a session asks for its mandate' },
  'identity.oidc': { by: 'id', why: 'asked for by the hash of its id' },
  'identity.organisation': {
    by: 'code',
    why: 'every enterprise of the city, asked for by its code',
    breaks: {
      organisation_party: madeUnique,
      organisation_representative_fkey: 'a person lies elsewhere; the registry that brings both sees to it',
    },
  },
  'identity.person': {
    by: 'id',
    why: 'every citizen, with posts beside',
    breaks: {
      person_account_key: 'a table of accounts by account, written in the same transaction',
      person_citizen: 'a table of accounts by blind index, written in the same transaction',
    },
  },
  'identity.position': { by: 'person', why: 'lies beside its person', breaks: { position_pkey: madeUnique } },
  'identity.region': everywhere('thousands of rows, corrected at start'),
  'identity.session': {
    by: 'token',
    why: 'every request asks by token and nothing else',
    breaks: {
      session_id: 'ids are UUIDs made in the process; a session is ended by its id and its person',
      session_person_fkey: 'a session of nobody finds nobody and ends',
      session_position_fkey: 'a session in a post that is gone has no post',
    },
  },
  'identity.zone_street': everywhere('dozens of rows'),
}
