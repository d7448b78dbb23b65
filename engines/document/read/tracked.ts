import type { Element } from '#kernel/package'
import { childOf } from './word.ts'

/**
 * Tracked changes are read as if they were accepted: what was deleted or moved away is out, what was inserted or moved
 * here is in.
 * @source ISO/IEC 29500-1 17.13.5 (revisions)
 */
const gone = ['w:del', 'w:moveFrom']

/** Whether an element's content was deleted, or moved away. */
export const isGone = ({ name }: Element): boolean => gone.includes(name)

const says = (of: Element | undefined) => gone.some((name) => childOf(of, name))

/** Whether a paragraph's mark was: what it holds goes on in the next paragraph, whose mark stays. */
export const isMarkGone = (paragraph: Element): boolean => says(childOf(childOf(paragraph, 'w:pPr'), 'w:rPr'))

/** Whether a table's row was. */
export const isRowGone = (row: Element): boolean => says(childOf(row, 'w:trPr'))

/** Whether a row's cell was. */
export const isCellGone = (cell: Element): boolean => childOf(childOf(cell, 'w:tcPr'), 'w:cellDel') !== undefined
