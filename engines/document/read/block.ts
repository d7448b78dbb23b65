/** What a reader saw and could not read: it becomes a doubt beside the sentence it stands in. */
export interface Unread {
  /** A character that nobody can tell; or words or a row that stand apart and were not taken in. */
  kind: 'character' | 'apart'
  /** The words around it, as they stand. */
  quote: string
  /** A Chinese sentence. */
  says: string
}

interface Placed {
  at: number
  unread?: readonly Unread[]
}

/** A document as the readers leave it: lines and table rows, in order. */
export type Block =
  /** `apart` from the text that flows around it, such as a text box: it is no part of the sentence before it. */
  | ({ kind: 'line'; text: string; apart?: true } & Placed)
  /** A row's cells in order; a merged or missing cell is empty or absent. Rows of one table have the same `table`. */
  | ({ kind: 'row'; cells: string[]; table: number } & Placed)

/** Full-width brackets, colons, commas and digits as the recognisers expect them; every character keeps its place. */
export function plain(text: string): string {
  return text
    .replace(/[\uff01-\uff5e]/g, (one) => String.fromCharCode(one.charCodeAt(0) - 0xfee0))
    .replaceAll('\u3000', ' ')
    .replaceAll('\u00a0', ' ')
}
