import {
  canonical,
  parseNote,
  parseReceipt,
  verifyReceipt,
  type Policy,
  type Receipt,
  type ReceiptHashes,
} from '#engines/ledger'
import { drawnFrom, hashOf, seedOf, type Digest, type Weighted } from './sample.ts'

/** What is fixed before a draw, and stands in the log: who may be drawn, how many, how likely, who not and why, and a secret's digest. */
export interface Sealed {
  v: 1
  id: string
  /** The kind of draw, and what it is drawn for. */
  kind: string
  occasion: string
  title: string
  /** RFC 3339, UTC. */
  sealedAt: string
  revealBy: string
  /** SHA-256 of the secret's 64 hexadecimal digits, in hexadecimal. */
  commitment: string
  /** The draw for the same occasion that stands no longer, and why one is asked for again. */
  again: { of: string; reason: string } | null
  pools: readonly SealedPool[]
}
export interface SealedPool {
  name: string
  title: string
  strata: readonly { name: string; title: string; take: number; members: readonly Weighted[] }[]
  excluded: readonly (readonly [digest: string, reason: string])[]
}

/** One who was drawn: the `nth` of the order of their stratum, in a place; ended with a reason where another took it. */
export interface Taken {
  pool: string
  stratum: string
  nth: number
  place: number
  digest: string
  /** Who it is: the digest is that of salt and id. */
  opened?: { id: string; salt: string; name: string } | undefined
  ended: string | null
}

/** A draw as a file that is verified without the platform. */
export interface DrawFile {
  format: 'yancheng-draw/1'
  sealed: Sealed
  /** Of the event that sealed it, under the first final checkpoint that holds it: the one of the seed. */
  receipt: Receipt
  secret: string
  taken: readonly Taken[]
}

/** One thing that was checked. */
export interface DrawStep {
  rule: 'format' | 'receipt' | 'sealed' | 'secret' | 'witnesses' | 'sample' | 'members'
  holds: boolean
  says: string
}

/** What a member is called in public before they are drawn. @param salt hexadecimal */
export const digestOfMember = (salt: string, id: string, sha256: Digest): string => hashOf(`${salt}/${id}`, sha256)

/** Whether a text is a draw's file and not a receipt. */
export function isDrawFile(text: string): boolean {
  try {
    return (JSON.parse(text) as { format?: string }).format === 'yancheng-draw/1'
  } catch {
    return false
  }
}

const most = 64 * 1024 * 1024

/** Reads a draw's file; proves nothing yet. Whatever is missing in it is met where it is read. @throws TypeError SyntaxError */
function parseDraw(text: string): DrawFile {
  if (text.length > most) throw new TypeError('文件过大')
  const file = JSON.parse(text) as DrawFile
  if (file.format !== 'yancheng-draw/1') throw new TypeError('不是抽取结果文件')
  parseReceipt(file.receipt)
  if (!/^[0-9a-f]{64}$/.test(file.secret)) throw new TypeError('密数写法不对')
  for (const { strata } of file.sealed.pools)
    for (const { members, take } of strata) {
      if (!Number.isSafeInteger(take) || take < 0) throw new TypeError('抽取人数写法不对')
      if (new Set(members.map(([digest]) => digest)).size !== members.length) throw new TypeError('抽取池里有重复的')
      for (const [digest, weight] of members)
        if (!/^[0-9a-f]{64}$/.test(digest) || !Number.isSafeInteger(weight) || weight < 1)
          throw new TypeError('抽取池里有写法不对的')
    }
  if (!Array.isArray(file.taken)) throw new TypeError('没有抽取结果')
  return file
}

/**
 * Checks a draw by what the holder trusts; every input is hostile and none makes it throw.
 * @returns valid only if every step holds; after a wrong format no further step is tried
 */
export async function verifyDraw(
  text: string,
  policy: Policy,
  hashes: ReceiptHashes,
): Promise<{ valid: boolean; steps: DrawStep[] }> {
  const steps: DrawStep[] = []
  const step = (rule: DrawStep['rule'], holds: boolean, yes: string, no: string) =>
    steps.push({ rule, holds, says: holds ? yes : no })
  const end = () => ({ valid: steps.every(({ holds }) => holds), steps })
  try {
    const { sealed, receipt, secret, taken } = parseDraw(text)
    const { digest: sha256 } = hashes['sha-256']
    const sealedText = canonical(sealed as never)
    step('format', true, `抽取“${sealed.title}”，封存于 ${sealed.sealedAt}。`, '')

    const proved = await verifyReceipt(receipt, policy, hashes)
    const isSeal = receipt.leaf.kind === 'draw.sealed' && receipt.leaf.subject === `draw:${sealed.id}`
    const wrong = proved.steps.find(({ holds }) => !holds)
    step(
      'receipt',
      proved.valid && isSeal,
      `封存先写入账本第 ${receipt.index} 号，之后才有定种子的检查点。`,
      wrong ? `封存的回执不成立：${wrong.says}` : '回执不是这次封存的。',
    )
    const content = receipt.opened?.content as { about?: { sealed?: string; commitment?: string } } | undefined
    step(
      'sealed',
      content?.about?.sealed === hashOf(sealedText, sha256),
      '抽取池、名额、权重、回避与账本里的摘要一致，封存后没有动过。',
      '抽取池、名额、权重或回避与账本里的摘要不符，封存后被改动过。',
    )
    step(
      'secret',
      sealed.commitment === hashOf(secret, sha256) && content?.about?.commitment === sealed.commitment,
      '揭示的密数就是封存时承诺的。',
      '揭示的密数不是封存时承诺的。',
    )
    step('witnesses', ...signersOf(receipt.checkpoint, policy))

    const seed = seedOf(secret, receipt.checkpoint, sha256)
    const astray = unlikeTheOrder(sealed, seed, taken, hashes)
    step('sample', astray === undefined, `按种子 ${seed.slice(0, 16)}… 重新抽取，结果逐个相同。`, astray ?? '')
    const opened = taken.filter((one) => one.opened)
    const other = opened.find(
      ({ digest, opened: found }) => found && digestOfMember(found.salt, found.id, sha256) !== digest,
    )
    step(
      'members',
      other === undefined,
      `公开的 ${opened.length} 名都与抽中的摘要一致。`,
      `“${other?.opened?.name}”不是抽中的那一个。`,
    )
  } catch (error) {
    step('format', false, '', error instanceof Error ? error.message : String(error))
  }
  return end()
}

/** Whose signatures stand under the checkpoint of the seed. Another's would let whoever adds it choose the seed; who is missing is named. */
function signersOf(note: string, policy: Policy): [holds: boolean, yes: string, no: string] {
  const { text, signatures } = parseNote(note)
  const origin = text.slice(0, text.indexOf('\n'))
  const known = policy.witnesses.map(({ name }) => name)
  const signed = signatures.map(({ name }) => name).filter((name) => name !== origin)
  const strange = signed.filter((name) => !known.includes(name))
  const missing = known.filter((name) => !signed.includes(name))
  const doubled = signed.length !== new Set(signed).size
  return [
    strange.length === 0 && !doubled,
    missing.length === 0
      ? '所有节点都为定种子的检查点签了名。'
      : `没有为定种子的检查点签名的节点：${missing.join('、')}。`,
    doubled ? '同一节点的签名出现了两次。' : `检查点上有不认识的签名：${strange.join('、')}。`,
  ]
}

/** What in a result is not as the seed has it; nothing where all is. */
function unlikeTheOrder(
  { pools }: Sealed,
  seed: string,
  taken: readonly Taken[],
  hashes: ReceiptHashes,
): string | undefined {
  const strata = pools.flatMap((pool) => pool.strata.map((stratum) => ({ pool: pool.name, ...stratum })))
  const stray = taken.find((one) => !strata.some(({ pool, name }) => pool === one.pool && name === one.stratum))
  if (stray) return `结果里的“${stray.pool}/${stray.stratum}”没有封存过。`
  for (const { pool, name, take, members } of strata) {
    const of = taken.filter((one) => one.pool === pool && one.stratum === name).toSorted((a, b) => a.nth - b.nth)
    const order = drawnFrom(seed, `${pool}/${name}`, members, hashes['sha-256'].digest)
    if (of.length < take) return `“${pool}/${name}”应抽 ${take} 名，结果只有 ${of.length} 名。`
    for (const [i, one] of of.entries()) {
      if (one.nth !== i + 1 || one.digest !== order.next().value)
        return `“${pool}/${name}”第 ${i + 1} 名不是按种子抽出的。`
      const before = of.slice(0, i).filter(({ place }) => place === one.place)
      if (i < take ? one.place !== i + 1 : before.length === 0 || before.some(({ ended }) => !ended))
        return `“${pool}/${name}”第 ${one.place} 席换人时，前一名没有写明缘由。`
    }
  }
  return undefined
}
