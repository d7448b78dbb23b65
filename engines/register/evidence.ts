import type { Row, Tx } from '#kernel/database'

/** Of what happened to a record, its version is evidence: who changed which fields to what. */
export const versionsAsEvidence = {
  kinds: ['register.created', 'register.amended'],
  /** The version that each event names, by the event's id. */
  async rowsOf(ask: Tx['query'], events: readonly { id: string; subject: string; about: unknown }[]) {
    const recordOf = ({ subject }: { subject: string }) => subject.slice(subject.lastIndexOf(':') + 1)
    const versionOf = ({ about }: { about: unknown }) => (about as { version: number }).version
    const versions = await ask<Row & { record: string; version: number }>(
      `select v.record, v.version, v.register, v.actor_name as "actorName", v.changes
       from unnest($1::uuid[], $2::int[]) as asked(record, version) join record.version v using (record, version)`,
      [events.map(recordOf), events.map(versionOf)],
    )
    const byName = new Map(versions.map((version) => [`${version.record} ${version.version}`, version]))
    return new Map(
      events.flatMap((event) => {
        const version = byName.get(`${recordOf(event)} ${versionOf(event)}`)
        return version ? [[event.id, version as never]] : []
      }),
    )
  },
}
