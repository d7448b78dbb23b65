import { ask as askNode } from './ask.ts'
import { parseCheckpoint, type Checkpoint } from './checkpoint.ts'
import { faults } from './faults.ts'
import type { Trees } from './log.ts'
import { parseNote } from './note.ts'
import type { Policy } from './policy.ts'
import { originHash } from './witness/store.ts'

/** The checkpoint of a log that a node has signed last; undefined where it has signed none. @throws Error when it does not answer */
export async function standingOf(url: string, origin: string, timeout = 5000): Promise<Checkpoint | undefined> {
  const { status, body } = await askNode(`${url}/${originHash(origin)}/checkpoint`, { timeout, most: 65_536 })
  if (status === 404) return undefined
  if (status !== 200) throw new Error(`status ${status}`)
  return parseCheckpoint(parseNote(body).text)
}

/**
 * Asks the nodes what they last saw of a log, before it signs anything: a city that was restored from an older back-up would
 * sign a history beside the one that they know. Any quorum that has signed shares a node with those that must answer.
 * @throws ledger/nodes-silent, ledger/against-a-node
 */
export async function nodesAgree(
  { witnesses, quorum }: Policy,
  { origin, size, trees }: { origin: string; size: number; trees: Trees },
): Promise<void> {
  const asked = witnesses.flatMap(({ name, url }) => (url ? [{ name, url }] : []))
  if (asked.length === 0 || quorum.least === 0) return
  const answers = await Promise.all(
    asked.map(async ({ name, url }) => ({
      name,
      ...(await standingOf(url, origin, 2000).then(
        (seen) => ({ answered: true, seen }),
        () => ({ answered: false, seen: undefined }),
      )),
    })),
  )
  for (const { name, seen } of answers) {
    if (!seen || seen.size === 0) continue
    const same = seen.size <= size && Buffer.from(seen.root).equals(trees['sha-256'].root(seen.size))
    if (!same) throw faults['against-a-node']({ node: name, seen: seen.size, size })
  }
  const needed = asked.length - quorum.least + 1
  const answered = answers.filter((one) => one.answered).length
  if (answered < needed) throw faults['nodes-silent']({ answered, needed })
}
