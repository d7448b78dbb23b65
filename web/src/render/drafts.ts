import { kept, keeps } from '../shell/kept.ts'

type Values = Record<string, unknown>

/** What was typed and not yet sent, kept on this device for the person who typed it: only the fields they touched. */
export function readDraft(name: string): Values | null {
  const draft = kept<Values>(`draft:${name}`)
  return draft && typeof draft === 'object' ? draft : null
}

/** Keeps what is typed; a full or closed store only means that this draft is not kept. */
export function keepDraft(name: string, values: Values) {
  keeps(`draft:${name}`, values)
}

/** Forgets a draft after it was sent or given up. */
export function dropDraft(name: string) {
  keeps(`draft:${name}`, null)
}

/** Where a form keeps what is typed until it is sent. */
export interface Shelf {
  read: () => Values | null
  /** @param touched what stands in the form, by its names. @param answered the same as it is sent */
  keep: (touched: Values, answered: Values) => void
  drop: () => void
}

/** On this device, under a name. */
export const shelfNamed = (name: string): Shelf => ({
  read: () => readDraft(name),
  keep: (touched) => keepDraft(name, touched),
  drop: () => dropDraft(name),
})

/** The draft of a record's amendment. */
export const amendDraft = (register: string, id: string) => `amend:${register}:${id}`

/** The draft of an action on a case. */
export const actionDraft = (kind: string, id: string, action: string) => `${kind}:${id}:${action}`
