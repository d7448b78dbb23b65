import type { DeskReach } from '../asked.ts'
import { appointmentDesk } from '../desk.ts'
import { faults } from '../faults.ts'
import { reachOf } from '../grants.ts'
import type { Actor } from '../index.ts'

const words = { read: '查看', appoint: '任命', end: '免去' } as const

/** Who works at the desk of posts reaches every agency, or their own. @throws identity/not-granted */
export function theDeskReachesTheAgency(actor: Actor, action: keyof typeof words, agency: string): DeskReach {
  const reach = reachOf(actor, appointmentDesk, action)
  if (reach.has('all')) return 'all'
  if (reach.has('own-agency') && actor.agency === agency) return 'own'
  throw faults['not-granted']({ action: words[action], on: appointmentDesk.title })
}
