import { newId, type Database, type Tx } from '#kernel/database'
import { formatNote, parseNote } from './note.ts'
import { offer, type Offered } from './offer.ts'
import { isFinal, type Policy } from './policy.ts'
import type { Trees } from './log.ts'

/** Who asks witnesses, and on whose word a checkpoint is final. */
export interface Courier {
  database: Database
  trees: Trees
  policy: () => { policy: Policy }
  now: () => Date
  /** Milliseconds for each request to a witness. */
  timeout: number
}

/** Once a quorum has signed, the others have so many milliseconds more to be named on the checkpoint too. */
const grace = 50

const states = { cosigned: 'cosigning', conflict: 'ahead', refused: 'refusing', unreachable: 'away' } as const

/** What a witness said of a checkpoint. */
interface Told {
  witness: Policy['witnesses'][number]
  size: number
  note: string
  said: Offered
}

/**
 * Makes an asker of witnesses: each call offers the newest checkpoint to every witness that is not still busy with an
 * older one, and keeps it with its cosignatures once they suffice. What was said by then is one commit with it.
 * @returns whether the newest checkpoint is final
 */
export function courier({ database, trees, policy, now, timeout }: Courier): () => Promise<boolean> {
  const standing = new Map<string, number>()
  const busy = new Set<string>()

  async function ask(note: string, size: number, witness: Told['witness']): Promise<Told | undefined> {
    const { name, verifier, url } = witness
    if (!url || busy.has(name)) return undefined
    busy.add(name)
    try {
      const proofFrom = (old: number) => trees['sha-256'].consistencyProof(old, size)
      const said = await offer({
        ...{ note, from: standing.get(name) ?? 0, proofFrom, url, witness: verifier, timeout },
      })
      if (said.kind === 'cosigned') standing.set(name, size)
      else standing.delete(name)
      return { witness, size, note, said }
    } finally {
      busy.delete(name)
    }
  }

  function keep(tx: Tx, { witness: { name, url }, size, note, said }: Told) {
    const says = said.kind === 'cosigned' ? '' : said.kind === 'conflict' ? `节点已到 ${said.size}` : said.why
    const row = { name, url, state: states[said.kind], size, says, at: now() }
    if (said.kind === 'cosigned') tx.add('ledger.witness', row, { key: ['name'] })
    else tx.add('ledger.witness', { ...row, size: 0 }, { key: ['name'], keeps: ['size'] })
    if (said.kind === 'conflict' || said.kind === 'refused')
      tx.add(
        'ledger.alarm',
        { id: newId(now()), source: name, kind: states[said.kind], size, says, evidence: note, at: now() },
        { key: ['source', 'kind', 'size'], keeps: ['id', 'says', 'evidence', 'at'] },
      )
  }

  return async () => {
    const [newest] = await database.read<{ size: number; note: string; final: boolean }>(
      { all: 'on' },
      `select c.size, c.note, exists (select 1 from ledger.final f where f.size = c.size) as final
       from ledger.checkpoint c where c.size > 0 order by c.size desc limit 1`,
    )
    if (!newest || newest.final) return true
    const { size, note } = newest
    const trusted = policy().policy
    const { text, signatures } = parseNote(note)
    const heard: Told[] = []
    let late = false
    const whole = () => {
      const got = heard.flatMap(({ said }) => (said.kind === 'cosigned' ? [said.signature] : []))
      return formatNote({ text, signatures: [...signatures, ...got] })
    }
    const asked = trusted.witnesses.map(async (witness) => {
      const told = await ask(note, size, witness)
      if (!told) return
      if (late) await database.write({ all: 'on' }, async (tx) => keep(tx, told))
      else heard.push(told)
    })
    await enough(asked, async () => (await isFinal(whole(), trusted)).final)
    late = true
    const final = whole()
    const found = await isFinal(final, trusted)
    if (heard.length === 0 && !found.final) return false
    await database.write({ all: 'on' }, async (tx) => {
      for (const told of heard) keep(tx, told)
      if (!found.final) return
      const witnesses = found.witnesses.map(({ name }) => name)
      tx.add(
        'ledger.final',
        { size, note: final, witnesses, at: now() },
        { key: ['size'], keeps: ['note', 'witnesses', 'at'] },
      )
    })
    return found.final
  }
}

/** Waits until all have answered; or, once those who have suffice, a little longer for the others. */
async function enough(asked: readonly Promise<unknown>[], suffices: () => Promise<boolean>) {
  const all = Promise.allSettled(asked)
  const sufficed = Promise.withResolvers<void>()
  for (const one of asked)
    void one.then(
      async () => {
        if (await suffices()) sufficed.resolve()
      },
      () => {},
    )
  await Promise.race([all, sufficed.promise])
  await Promise.race([all, new Promise((resolve) => setTimeout(resolve, grace).unref())])
}
