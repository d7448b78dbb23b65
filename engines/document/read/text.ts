import { faults } from '../faults.ts'
import type { Block } from './block.ts'

/** Reads plain text: a line with cells divided by `|` is a table row. UTF-8 or GB 18030. @throws document/not-text */
export function readText(content: Uint8Array, name: string): Block[] {
  const text = decoded(content)
  if (text === undefined || text.includes('\0')) throw faults['not-text']({ name })
  let table = 0
  let isRow = false
  return text.split(/\r\n|\r|\n/).flatMap((line, i): Block[] => {
    const at = i + 1
    if (line.includes('|')) {
      if (!isRow) table += 1
      isRow = true
      return [{ kind: 'row', cells: cellsOf(line), table, at }]
    }
    if (line.trim() === '') return []
    isRow = false
    return [{ kind: 'line', text: line.trim(), at }]
  })
}

const cellsOf = (line: string) => line.split('|').map((cell) => cell.trim())

/** Text as it was saved: UTF-8, or else the encoding that office programs save plain text in. @source GB 18030 */
function decoded(content: Uint8Array): string | undefined {
  for (const encoding of ['utf-8', 'gb18030']) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(content)
    } catch {
      continue
    }
  }
  return undefined
}
