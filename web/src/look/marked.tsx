/** Words of a text that were looked for, marked. */
export function Marked({ text, words }: { text: string; words: string[] }) {
  if (words.length === 0) return text
  const sought = new RegExp(`(${words.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|')})`, 'giu')
  return text.split(sought).map((piece, at) => (at % 2 === 1 ? <mark key={at}>{piece}</mark> : piece))
}
