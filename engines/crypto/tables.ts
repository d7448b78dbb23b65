import { everywhere, type Placement } from '#kernel/engine'

/** Where the rows of its tables would lie past one machine. */
export const tables: Placement = {
  'crypto.application': {
    by: 'id',
    why: 'its day is counted beside it; a token is looked up by a table of tokens by token',
    breaks: {
      application_token: 'a table of tokens by token, written in the same transaction',
      application_agency_name_key: 'a table of names by agency, written in the same transaction',
    },
  },
  'crypto.authority': everywhere('three rows an algorithm'),
  'crypto.certificate': {
    by: 'id',
    why: 'asked for by its number',
    breaks: {
      certificate_application_fkey: 'the application that asks is looked up in the same request',
      certificate_serial_key: 'serials are 126 random bits; unique by their making',
    },
  },
  'crypto.key': {
    by: 'id',
    why: 'every use asks for one key with its versions',
    breaks: {
      key_application_fkey: 'the application is looked up in the same request',
      key_application_name_key: 'a table of names by application, written in the same transaction',
    },
  },
  'crypto.key_version': { by: 'key', why: 'lies beside its key' },
  'crypto.use': { by: 'application', why: 'an owner reads the uses of one application' },
  'crypto.use_day': { by: 'application', why: 'the quota is one application’s' },
  'crypto.verified': { by: 'application', why: 'a message counts once for one application' },
}
