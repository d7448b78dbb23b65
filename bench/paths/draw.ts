import { hash } from 'node:crypto'
import { drawnFrom, hashOf, type Digest, type Weighted } from '#engines/draw'
import { canonical } from '#engines/ledger'
import { interleaved, median, seconds, type Findings } from '../figures.ts'

const sha256: Digest = (data) => hash('sha256', data, 'buffer')
const [size, places] = [100_000, 50]

/** A draw of 50 out of 100,000: by whoever draws, and by whoever checks it, beside reading the pool as JSON. */
export const draw = async (): Promise<Findings> => {
  const members = Array.from({ length: size }, (_, i): Weighted => [
    hashOf(`member ${i}`, sha256),
    1 + (i % 7),
  ]).toSorted(([a], [b]) => (a < b ? -1 : 1))
  const text = canonical(members as never)
  const draws = async (pool: readonly Weighted[]) => {
    const order = drawnFrom('seed', 'pool/all', pool, sha256)
    for (let place = 0; place < places; place += 1) order.next()
  }
  const found = await interleaved({
    draws: () => seconds(() => draws(members)),
    checks: () =>
      seconds(async () => {
        const pool = JSON.parse(text) as Weighted[]
        hashOf(canonical(pool as never), sha256)
        await draws(pool)
      }),
    reads: () => seconds(async () => void JSON.parse(text)),
  })
  const read = { name: 'JSON.parse of the same pool', value: 1000 * median(found.reads) }
  const figure = (name: string, taken: number[]) => {
    const value = 1000 * median(taken)
    return {
      name,
      value,
      unit: 'ms',
      limit: read,
      ratio: value / read.value,
      goal: { says: '≤ 50 ms', met: value <= 50 },
    }
  }
  return {
    figures: [
      figure('50 of 100,000 drawn', found.draws),
      figure('the same checked: read, written canonically, hashed, drawn again', found.checks),
    ],
    notes: [`the sealed text of such a pool has ${(text.length / 2 ** 20).toFixed(1)} MiB`],
  }
}
