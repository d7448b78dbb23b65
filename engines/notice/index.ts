/** What stands in a person's inbox: work that waits for them, or news. */
export type EntryKind = 'todo' | 'note'
