/** Where the rows of a table would lie in a city past one machine: by a column's value, or whole on every node. */
export interface Placed {
  by: string
  why: string
  /** Unique indexes and foreign keys that do not hold the column, by name, and what would take their place. */
  breaks?: Readonly<Record<string, string>>
}

const ids = 'ids are UUIDs made in the process; unique by their making, no longer by an index over all nodes'
const directory = (why: string): Placed => ({ by: 'reference', why })
const plan = directory('a few hundred rows a year, written by one desk, joined from everywhere')

const chain = directory('written by the one sequencer, a few rows a second')

/** Every table of the city; `pgboss` stays on one node, as its library asks. */
export const distribution: Readonly<Record<string, Placed>> = {
  'casework.case': {
    by: 'id',
    why: 'every act reads and writes one case with its steps',
    breaks: {
      case_parent_fkey: 'a county case lies elsewhere than its task; the act that opens it sees to its parent',
    },
  },
  'casework.tally': directory('kinds × agencies × states × lights, read by every board'),
  'casework.tally_change': { by: 'agency', why: 'written with its case, folded by the clock' },
  'casework.participant': { by: 'case_id', why: 'lies beside its case' },
  'casework.step': { by: 'case_id', why: 'lies beside its case', breaks: { step_pkey: ids } },
  'identity.acting_grant': { by: 'id', why: 'asked for with its grant' },
  'crypto.application': {
    by: 'id',
    why: 'its day is counted beside it; a token is looked up by a table of tokens by token',
    breaks: {
      application_token: 'a table of tokens by token, written in the same transaction',
      application_agency_name_key: 'a table of names by agency, written in the same transaction',
    },
  },
  'crypto.authority': directory('three rows an algorithm'),
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
  'identity.agency': directory('hundreds of rows, corrected at start'),
  'identity.client': directory('dozens of systems'),
  'identity.device': { by: 'token', why: 'a sign-in asks for the device that it comes from' },
  'identity.factor': {
    by: 'person',
    why: 'lies beside its person',
    breaks: {
      factor_pkey: ids,
      factor_credential: 'a credential id is random and long; it is asked for with its person',
    },
  },
  'code.card': { by: 'holder', why: 'read beside its holder; an agency asks every node', breaks: { card_pkey: ids } },
  'code.day_key': directory('one row a day'),
  'code.root': directory('one row'),
  'code.scan': {
    by: 'scanner',
    why: 'a code counts once a scanner',
    breaks: { scan_pkey: ids },
  },
  'code.scanner': directory('thousands of devices'),
  'code.shown': { by: 'holder', why: 'read by its holder alone', breaks: { shown_pkey: ids } },
  'identity.failure': { by: 'key', why: 'one row a place and account' },
  'identity.look': { by: 'person', why: 'a person reads who looked at theirs', breaks: { look_pkey: ids } },
  'identity.mandate': { by: 'id', why: 'a session asks for its mandate' },
  'identity.oidc': { by: 'id', why: 'asked for by the hash of its id' },
  'identity.organisation': {
    by: 'code',
    why: 'every enterprise of the city, asked for by its code',
    breaks: {
      organisation_party: ids,
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
  'identity.position': { by: 'person', why: 'lies beside its person', breaks: { position_pkey: ids } },
  'identity.region': directory('thousands of rows, corrected at start'),
  'identity.session': {
    by: 'token',
    why: 'every request asks by token and nothing else',
    breaks: {
      session_id: 'ids are UUIDs made in the process; a session is ended by its id and its person',
      session_person_fkey: 'a session of nobody finds nobody and ends',
      session_position_fkey: 'a session in a post that is gone has no post',
    },
  },
  'identity.zone_street': directory('dozens of rows'),
  'kernel.event': { by: 'subject', why: 'what happened to one thing is read together', breaks: { event_pkey: ids } },
  'kernel.file_use': { by: 'id', why: 'lies beside the record that shows the file' },
  'kernel.job': { by: 'person', why: 'whoever asked lists their own', breaks: { job_pkey: ids } },
  'kernel.migration': directory('one row a migration'),
  'kernel.once': { by: 'actor', why: 'a key is unique to its actor' },
  'kernel.upload': { by: 'file', why: 'asked for by the name of the content' },
  'measure.indicator': directory('one row an indicator'),
  'measure.level': directory('indicators × months × agencies, read by every board'),
  'measure.part': { by: 'subject', why: 'counted in the transaction that changes the subject' },
  'measure.stale': { by: 'subject', why: 'lies beside the part that it asks for' },
  'measure.sum': directory('indicators × months × agencies; every count writes it, see the decision record'),
  'ledger.alarm': chain,
  'ledger.anchor': chain,
  'ledger.checkpoint': chain,
  'ledger.final': chain,
  'ledger.forgotten': chain,
  'ledger.witness': chain,
  'notice.entry': { by: 'person', why: 'an inbox is one person’s', breaks: { entry_pkey: ids } },
  'record.bulletin': plan,
  'record.plan': plan,
  'record.plan_doubt': plan,
  'record.plan_item': plan,
  'record.plan_target': plan,
  'record.plan_task': plan,
  'record.roster_member': plan,
  'record.field_key': directory('one row a rotation'),
  'record.look': {
    by: 'record',
    why: 'read beside its record; a person asks rarely and of every node',
    breaks: { look_pkey: ids },
  },
  'record.version': { by: 'record', why: 'the trail of one record is read together' },
  'search.entry': { by: 'subject', why: 'written with its subject; a search asks every node' },
  'search.indexed': directory('one row a kind'),
}
