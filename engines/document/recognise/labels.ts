/** The closing bracket of an item, taken apart by its labels: 责任部门、完成时间. */
export interface Labelled {
  /** Label's meaning → words. */
  parts: Record<string, string>
  /** Sentences after the last labelled part. */
  note: string
  /** Where the bracket begins in the line. */
  from: number
}

const openings = (line: string, labels: Readonly<Record<string, readonly string[]>>) => [
  ...line.matchAll(new RegExp(`\\((?=(?:${Object.values(labels).flat().join('|')})\\s*:)`, 'g')),
]

/** How many brackets begin with a known label. */
export const labelledBrackets = (line: string, labels: Readonly<Record<string, readonly string[]>>): number =>
  openings(line, labels).length

/** Finds the last bracket that begins with a known label; a bracket inside it (县(市、区)) is part of its words. */
export function labelledBracket(
  line: string,
  labels: Readonly<Record<string, readonly string[]>>,
): Labelled | undefined {
  const all = Object.values(labels).flat()
  const opening = openings(line, labels).at(-1)
  if (!opening) return undefined
  const words = line
    .slice(opening.index + 1)
    .replace(/[。\s]*$/, '')
    .replace(/\)$/, '')
  const marks = [...words.matchAll(new RegExp(`(?:^|[,;、。])\\s*(${all.join('|')})\\s*:`, 'g'))]
  const parts: Record<string, string> = {}
  let note = ''
  marks.forEach((mark, i) => {
    const meaning = Object.keys(labels).find((key) => labels[key]?.includes(mark[1] as string)) as string
    const text = words.slice(mark.index + mark[0].length, marks[i + 1]?.index ?? words.length)
    const [first = '', ...rest] = text.split('。')
    parts[meaning] = parts[meaning] ? `${parts[meaning]}、${first.trim()}` : first.trim()
    note += rest.join('。').trim()
  })
  return { parts, note, from: opening.index }
}
