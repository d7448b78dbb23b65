import { faults } from '../faults.ts'
import type { Block } from './block.ts'

/** Reads plain text: a line with cells divided by `|` is a table row. @throws document/not-text */
export function readText(content: Uint8Array, name: string): Block[] {
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(content)
  } catch (cause) {
    throw faults['not-text']({ name }, cause)
  }
  if (text.includes('\0')) throw faults['not-text']({ name })
  return text
    .split(/\r\n|\r|\n/)
    .map((line, i): Block =>
      line.includes('|')
        ? { kind: 'row', cells: cellsOf(line), at: i + 1 }
        : { kind: 'line', text: line.trim(), at: i + 1 },
    )
    .filter((block) => block.kind === 'row' || block.text !== '')
}

const cellsOf = (line: string) => line.split('|').map((cell) => cell.trim())
