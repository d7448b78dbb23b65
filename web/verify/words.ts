/** Where the page lies in the built web; nothing that begins with a dot is served as it is. */
export const builtPage = '.verify.html'

/** What stands in the page where a city writes what it embeds. */
export const notServed = '{"policy":""}'

/** What a field is called, and the names of its values. */
export interface FieldWords {
  label: string
  options?: Record<string, string>
}

/** Names for what a receipt says in codes; they explain, and prove nothing. */
export interface Words {
  cases: Record<
    string,
    {
      title: string
      states: Record<string, string>
      actions: Record<string, { title: string; fields: Record<string, FieldWords> }>
    }
  >
  registers: Record<string, { title: string; fields: Record<string, FieldWords> }>
  agencies: Record<string, string>
}

/** What the city wrote into the page when it served it. */
export interface Embedded {
  /** The text of the policy. */
  policy: string
  /** Where the page was served. */
  from: string
  /** When, RFC 3339. */
  at: string
  words: Words
}

/** The page as it was built, before any city served it. */
export const nothingEmbedded: Embedded = {
  policy: '',
  from: '',
  at: '',
  words: { cases: {}, registers: {}, agencies: {} },
}
