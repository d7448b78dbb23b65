import type { Row } from '#kernel/database'
import type { Actor } from '#engines/identity'
import type { Directory } from '#engines/identity/run'
import type { AnyCase } from './index.ts'
import type { Together } from './joint.ts'

/** An act that is asked for; a rule refuses it by throwing, or brings its form into shape. */
export interface Asked {
  declared: AnyCase
  held: {
    state: string
    stateSince: Date
    version: number
    facts: Row
    agency: string
    cameBy: readonly string[]
    handlerName: string | null
  }
  record: Row & { id: string }
  action: string
  version: number | undefined
  form: Row
  today: string
  actor: Actor
  /** The city's agencies and areas. */
  directory: Directory
  /** Who has the case now. */
  handlers?: readonly string[]
  /** What is known of the parties, where an action may be theirs. */
  together?: Together
}
