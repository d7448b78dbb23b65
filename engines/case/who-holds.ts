import type { AgencyId } from '#engines/identity'
import type { Directory } from '#engines/identity/run'

/** What an action finds of agencies when it is asked for: which holds the case, and what each is called. */
export const whoHolds = ({ agency }: { agency: string }, { agencies }: Pick<Directory, 'agencies'>) => ({
  agency: agency as AgencyId,
  called: (id: AgencyId) => agencies.get(id)?.name ?? id,
})
