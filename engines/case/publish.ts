import type { Row, Tx } from '#kernel/database'
import { publish } from '#kernel/event'
import type { By } from '#engines/register/run'
import { aboutOf, type CaseRow } from './row.ts'

/** Tells that something happened to a case, in the transaction that did it; whoever acts on gets it as it now stands. */
export const happened = (
  tx: Tx,
  kind: 'opened' | 'acted' | 'followed' | 'relit',
  row: CaseRow,
  record: Row,
  about: Row,
  by: By,
) =>
  publish(tx, {
    kind: `case.${kind}`,
    actor: by.actor.person ?? 'platform',
    subject: aboutOf(row),
    at: by.at,
    about: by.actor.behalf ? { ...about, behalf: by.actor.behalf.party, mandate: by.actor.behalf.mandate } : about,
    by,
    held: { ...row, record },
  })
