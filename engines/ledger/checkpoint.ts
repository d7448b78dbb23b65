import { fromBase64, toBase64 } from './base64.ts'
import { faults } from './faults.ts'
import { isKeyName } from './note.ts'

/** How large a log's tree is and what its root is. @source C2SP tlog-checkpoint, "Note text" */
export interface Checkpoint {
  origin: string
  size: number
  /** Of the SHA-256 tree, 32 bytes. */
  root: Uint8Array
  /** Lines after the third, none of them empty. */
  extensions: string[]
}

const sm3Line = 'sm3 '

/** A count as the formats write it: decimal, without leading zeros, below 2^53; or nothing. */
export function parseCount(text: string): number | undefined {
  const count = /^(0|[1-9]\d{0,15})$/.test(text) ? Number(text) : Number.NaN
  return Number.isSafeInteger(count) ? count : undefined
}

/** Reads a checkpoint from a note's text. @throws ledger/wrong-checkpoint */
export function parseCheckpoint(text: string): Checkpoint {
  const lines = text.split('\n')
  if (lines.pop() !== '') throw faults['wrong-checkpoint']({ why: '末尾没有换行' })
  const [origin = '', count = '', coded = '', ...extensions] = lines
  const [size, root] = [parseCount(count), fromBase64(coded)]
  if (!isKeyName(origin)) throw faults['wrong-checkpoint']({ why: '账本名称为空，或含有空格、加号' })
  if (size === undefined) throw faults['wrong-checkpoint']({ why: '大小不是规范的十进制数' })
  if (root?.length !== 32) throw faults['wrong-checkpoint']({ why: '根不是 32 字节' })
  if (extensions.includes('')) throw faults['wrong-checkpoint']({ why: '含有空行' })
  return { origin, size, root, extensions }
}

/** Writes the text that is signed. @throws ledger/wrong-checkpoint */
export function formatCheckpoint({ origin, size, root, extensions }: Checkpoint): string {
  const text = [origin, String(size), toBase64(root), ...extensions, ''].join('\n')
  const read = parseCheckpoint(text)
  if (read.origin !== origin || read.extensions.length !== extensions.length)
    throw faults['wrong-checkpoint']({ why: '各行中含有换行' })
  return text
}

/** The extension line that names the root of the SM3 tree of the same leaves. */
export const sm3Extension = (root: Uint8Array): string => sm3Line + toBase64(root)

/** The root of the SM3 tree, when exactly one extension line names one. */
export function sm3RootOf({ extensions }: Checkpoint): Uint8Array | undefined {
  const lines = extensions.filter((line) => line.startsWith(sm3Line))
  const root = lines.length === 1 ? fromBase64((lines[0] as string).slice(sm3Line.length)) : undefined
  return root?.length === 32 ? root : undefined
}
