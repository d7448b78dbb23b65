/** A heading of the first rank: “一、……”. */
export const heading = (text: string) => ({ kind: 'heading', level: 1, text }) as const

/** A paragraph of the body. */
export const paragraph = (text: string) => ({ kind: 'paragraph', text }) as const

type Align = 'left' | 'center'

/** A table of words. @param columns each with its width in millimetres, and how it is set where that is said */
export const table = (
  columns: readonly (readonly [title: string, width: number, align?: Align])[],
  rows: readonly string[][],
) => ({
  kind: 'table' as const,
  columns: columns.map(([title, width, align]) => ({ title, width, ...(align && { align }) })),
  rows,
})

/** A table whose second column says who or what it is, in words; the others are set in their middle. */
export const ranking = (columns: readonly (readonly [title: string, width: number])[], rows: readonly string[][]) =>
  table(
    columns.map(([title, width], i) => [title, width, i === 1 ? 'left' : 'center'] as const),
    rows,
  )
