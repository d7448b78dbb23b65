import type { Tx } from '#kernel/database'
import type { Actor, Agency, Region, Role } from './index.ts'

/** How far an officer's desk reaches: every agency, or their own. */
export type DeskReach = 'all' | 'own'

/** A post as somebody is appointed to it. */
export interface NewPosition {
  /** The account of who is appointed; a new one when there is a name. */
  account: string
  /** Makes the person, too. */
  name?: string | undefined
  agency: string
  region: string
  title: string
  roles: readonly string[]
  from: string
  until?: string | undefined
  /** The post of someone absent, which this one holds meanwhile. */
  actingFor?: string | undefined
}

/** An appointment as it is asked for, and what the city has of whom and what it names. */
export interface Appointing {
  asked: NewPosition
  actor: Actor & { person: string }
  reach: DeskReach
  agency: Agency | undefined
  region: Region | undefined
  /** The post that is held for someone absent; nothing where it is none of the agency's. */
  held: Post | undefined
  /** Who has the account already. */
  known: { id: string } | undefined
  /** The city's roles, by name. */
  roles: ReadonlyMap<string, Role>
}

/** What a post gives its holder. */
export interface Post {
  title: string
  region: string
  roles: readonly string[]
}

/** The end of a post as it is asked for. */
export interface Ending {
  tx: Tx
  id: string
  on: string
  /** Whether a successor is named, and who that is; nobody where the named post is none of the agency's. */
  handTo: string | undefined
  successor: string | null
  roles: ReadonlyMap<string, Role>
}

/** What somebody lets another do for them, or for the organisation that they represent. */
export interface NewMandate {
  /** The organisation's code; without it the person who grants, or the one whom an officer records. */
  organisation?: string | undefined
  /** Whose proxy an officer records, by account. */
  principal?: string | undefined
  /** The account of who will act. */
  agent: string
  /** Acts as `kind:name:action`. */
  acts: readonly string[]
  /** How the two stand to each other: 子女, 监护人, 村干部代办 … */
  relation?: string | undefined
  from: string
  until: string
}

/** A mandate as it is asked for. */
export interface Mandating {
  asked: NewMandate
  actor: Actor & { person: string }
  /** The acts that mandates may name in this city. */
  acts: ReadonlySet<string>
  today: string
}

/** The names of an agency as they are asked for; asked under a lock, so that two who add at once do not both. */
export interface Naming {
  names: readonly string[]
  /** Another agency that has one of them. */
  taken: Pick<Agency, 'name' | 'fullName' | 'aliases'> | undefined
}
