/** A document as the readers leave it: lines and table rows, in order. */
export type Block =
  | { kind: 'line'; text: string; at: number }
  /** A row's cells in order; a merged or missing cell is empty or absent. */
  | { kind: 'row'; cells: string[]; at: number }

/** Full-width brackets, colons, commas and digits as the recognisers expect them; every character keeps its place. */
export function plain(text: string): string {
  return text
    .replace(/[\uff01-\uff5e]/g, (one) => String.fromCharCode(one.charCodeAt(0) - 0xfee0))
    .replaceAll('\u3000', ' ')
    .replaceAll('\u00a0', ' ')
}
