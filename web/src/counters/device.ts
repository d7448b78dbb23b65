import { openDB, type DBSchema, type IDBPDatabase } from 'idb'
import type { Clash, Words } from '../../../engines/counter/index.ts'
import type { DraftWhole, FileFace } from '../../../platform/manifest.ts'
import { queryClient } from '../shell/queries.ts'

/** A draft as this device has it. */
export interface OwnDraft {
  id: string
  counter: string
  /** Whose device it is: nobody else who signs in here meets it. */
  person: string
  /** The version that was last heard of; 0 before it was ever sent. */
  base: number
  words: Words
  /** What two have written in two ways, as last heard. */
  apart: Clash[]
  decides: string[]
  /** The number of the writing that waits to be sent; null when all was sent. */
  waiting: string | null
  writtenAt: string
  /** To be filed as soon as it was sent. */
  files: boolean
  /** Who else's words were brought together with these since they were last looked at. */
  met: string | null
  /** Why it was not taken, in the server's words. */
  refused: string | null
  /** The row that it was filed as, by whom, and what is written here that is not in it. */
  row: string | null
  filedBy: string | null
  late: DraftWhole['late']
}

interface Kept extends DBSchema {
  drafts: { key: string; value: OwnDraft; indexes: { whose: [string, string] } }
  files: { key: string; value: { id: string; file: File } }
}

let opening: Promise<IDBPDatabase<Kept>> | undefined
const opened = () =>
  (opening ??= openDB<Kept>('counters', 1, {
    upgrade: (db) => {
      db.createObjectStore('drafts', { keyPath: 'id' }).createIndex('whose', ['counter', 'person'])
      db.createObjectStore('files', { keyPath: 'id' })
    },
  }))

/** What this device has written at a counter, as queries know it. */
export const ownKey = (counter: string) => ['counters', counter, 'own']

/** The drafts on this device of whoever reads. */
export const ownDrafts = async (counter: string, person: string): Promise<OwnDraft[]> =>
  (await opened()).getAllFromIndex('drafts', 'whose', [counter, person])

/** One of them. */
export const ownDraft = async (id: string): Promise<OwnDraft | undefined> => (await opened()).get('drafts', id)

/** A draft that is nowhere yet. */
export const newDraft = (whose: Pick<OwnDraft, 'id' | 'counter' | 'person'>, words: Words): OwnDraft => ({
  ...{ ...whose, base: 0, words, apart: [], decides: [], waiting: null },
  ...{
    writtenAt: new Date().toISOString(),
    files: false,
    met: null,
    refused: null,
    row: null,
    filedBy: null,
    late: [],
  },
})

/** A draft as it was heard of, with nothing written here yet. */
export const draftHeard = (whose: Pick<OwnDraft, 'id' | 'counter' | 'person'>, heard: DraftWhole): OwnDraft => ({
  ...newDraft(whose, heard.words),
  ...{ base: heard.version, apart: heard.apart, row: heard.row },
})

/** Changes a draft in one step, so that two pages of this device do not undo each other. @param to what it becomes; null when it goes */
export async function changeDraft(id: string, to: (now: OwnDraft | undefined) => OwnDraft | null | undefined) {
  const db = await opened()
  const step = db.transaction('drafts', 'readwrite')
  const now = await step.store.get(id)
  const next = to(now)
  if (next) await step.store.put(next)
  else if (next === null) await step.store.delete(id)
  await step.done
  void queryClient.invalidateQueries({ queryKey: ownKey((next ?? now)?.counter ?? '') })
  return next ?? now
}

const hex = (bytes: ArrayBuffer) =>
  Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('')

/** Keeps a file until it can be sent, under the name of its content: what the server will call it. */
export async function keepFile(file: File): Promise<FileFace> {
  const id = hex(await crypto.subtle.digest('SHA-256', await file.arrayBuffer()))
  await (await opened()).put('files', { id, file })
  return { id, name: file.name, type: file.type || 'application/octet-stream', size: file.size }
}

/** A file that waits here. */
export const keptFile = async (id: string): Promise<File | undefined> => (await (await opened()).get('files', id))?.file

/** A file that was sent waits no longer. */
export const dropFile = async (id: string) => (await opened()).delete('files', id)
