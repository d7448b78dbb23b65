import type { Row, Tx } from '#kernel/database'
import { publish } from '#kernel/event'
import type { By } from '#engines/register/run'

/** Tells what happened to an assessment: of which kind it is, and what is said beside. @param by without it the clock did it */
export const tells = (
  tx: Tx,
  what: 'begun' | 'frozen' | 'published' | 'changed' | 'final',
  { id, kind }: { id: string; kind: string },
  about: Row,
  by: By | { at: Date; actor?: undefined },
) =>
  publish(tx, {
    ...{ kind: `assessment.${what}`, actor: by.actor?.person ?? 'platform', subject: `assessment:${id}`, at: by.at },
    ...(by.actor && { by }),
    about: { kind, ...about },
  })
