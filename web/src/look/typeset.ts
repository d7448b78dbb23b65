const full: Record<string, string> = { ',': '，', ':': '：', ';': '；', '(': '（', ')': '）' }

/**
 * A document's words with the punctuation of Chinese type: published texts mix half-width marks in. Every character
 * keeps its place, so quotes found in the one are found in the other.
 */
export function typeset(text: string): string {
  return text.replace(
    /(?<=[\u4e00-\u9fff”》）)])[,:;](?!\d)|\((?=[\u4e00-\u9fff“《])|(?<=[\u4e00-\u9fff”》])\)/g,
    (mark) => full[mark] ?? mark,
  )
}
