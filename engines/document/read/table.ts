import type { Element } from '#kernel/package'
import { isCellGone, isGone, isRowGone } from './tracked.ts'
import { childOf, elementsOf, numberOf, onOff, type Nodes } from './word.ts'
import type { Inked } from './words.ts'

/** A row's cells, one for each column that it covers; what a merged cell goes on over is empty. */
export interface Row {
  cells: Omit<Inked, 'boxes'>[]
}

/** Reads what a cell holds, piece by piece. */
type Read = (nodes: Nodes) => Row['cells']

/** Most columns of a table. @source Microsoft, Word: operating parameter limitations */
const mostColumns = 63

/**
 * A table's rows, whatever wraps them and their cells.
 * @source ISO/IEC 29500-1 17.4 (tables)
 */
export function rowsOf(table: Element, read: Read): Row[] {
  return within(table.children, 'w:tr')
    .filter((row) => !isRowGone(row) && !onOff(childOf(row, 'w:trPr'), 'w:hidden'))
    .map((row) => {
      const before = numberOf(childOf(row, 'w:trPr'), 'w:gridBefore') ?? 0
      const cells = within(row.children, 'w:tc').filter((cell) => !isCellGone(cell))
      return { cells: [...empty(before), ...cells.flatMap((cell) => cellOf(cell, read))] }
    })
}

function cellOf(cell: Element, read: Read): Row['cells'] {
  const properties = childOf(cell, 'w:tcPr')
  const wide = empty(Math.min(numberOf(properties, 'w:gridSpan') ?? 1, mostColumns) - 1)
  if (goesOn(properties)) return [...empty(1), ...wide]
  const parts = read(cell.children).filter(({ words }) => words !== '')
  return [{ words: parts.map(({ words }) => words).join(' '), marks: parts.flatMap(({ marks }) => marks) }, ...wide]
}

/** Whether a cell only goes on what is above it or before it: what it holds itself is not shown. */
function goesOn(properties: Element | undefined): boolean {
  const goes = (name: string) => {
    const found = childOf(properties, name)
    return found !== undefined && (found.attributes['w:val'] ?? 'continue') === 'continue'
  }
  return goes('w:vMerge') || goes('w:hMerge') || childOf(properties, 'w:cellMerge')?.attributes['w:vMerge'] === 'cont'
}

const empty = (count: number) =>
  Array.from({ length: Math.max(0, Math.min(count, mostColumns)) }, () => ({ words: '', marks: [] }))

/** Elements of a name, whatever wraps them. */
function within(nodes: Nodes, name: string): Element[] {
  return elementsOf(nodes).flatMap((node) =>
    isGone(node)
      ? []
      : node.name === name
        ? [node]
        : /^w:(p|tbl|tc)$/.test(node.name)
          ? []
          : within(node.children, name),
  )
}
