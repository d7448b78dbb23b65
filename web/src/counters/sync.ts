import { changedIn, withParts, type Words } from '../../../engines/counter/index.ts'
import type { DraftWhole, FileFace } from '../../../platform/manifest.ts'
import { Refusal, send, sendFile } from '../shell/api.ts'
import { queryClient } from '../shell/queries.ts'
import { changeDraft, dropFile, keptFile, ownDraft, ownDrafts, type OwnDraft } from './device.ts'

/** Where a counter's drafts are. */
export const draftsPath = (counter: string, id?: string) => `/counters/${counter}/drafts${id ? `/${id}` : ''}`

const going = new Map<string, Promise<void>>()

/**
 * Sends what this device has written at a counter, draft by draft, and files what is to be filed. Without a network all of
 * it stays; what the server refuses stays as well, with its reason. Two pages of one device take turns.
 */
export function sendUp(counter: string, person: string): Promise<void> {
  const now = going.get(counter)
  if (now) return now
  const all = async () => {
    for (const draft of await ownDrafts(counter, person)) if (draft.waiting || draft.files) await sendOne(draft.id)
  }
  const turn = navigator.locks ? navigator.locks.request(`counter:${counter}`, all) : all()
  const next = turn.finally(() => {
    going.delete(counter)
    void queryClient.invalidateQueries({ queryKey: ['counters', counter] })
  })
  going.set(counter, next)
  return next
}

/** @returns whether the network held */
async function sendOne(id: string): Promise<void> {
  try {
    const draft = await ownDraft(id)
    if (draft?.waiting) await sendWriting(draft, draft.waiting)
    const sent = await ownDraft(id)
    if (sent?.files && !sent.waiting && sent.apart.length === 0) await fileIt(sent)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    if (error.problem.status === 0 || error.problem.status === 401 || error.problem.status >= 500) return
    await changeDraft(id, (now) => now && { ...now, files: false, refused: error.problem.detail })
  }
}

async function sendWriting(draft: OwnDraft, waiting: string) {
  const words = await withFilesSent(draft.words)
  const { base, decides, writtenAt, counter, id } = draft
  const heard = await send<DraftWhole>('POST', `${draftsPath(counter, id)}/writings`, {
    ...{ id: waiting, base, words, decides, writtenAt },
  })
  await changeDraft(id, (now) => now && heardOf(now, { ...draft, words }, heard))
}

/** What a device has once it was told what became of its writing: what was typed meanwhile is written over that. */
function heardOf(now: OwnDraft, sent: OwnDraft, heard: DraftWhole): OwnDraft {
  const since = changedIn(sent.words, now.words)
  const others = changedIn(sent.words, heard.words)
  const met = others.size > 0 || heard.apart.length > 0 ? heard.wroteName : now.met
  const settled = now.waiting === sent.waiting
  return {
    ...now,
    ...{ base: heard.version, words: withParts(heard.words, since), apart: heard.apart, refused: null },
    ...{ waiting: settled ? null : now.waiting, decides: settled ? [] : now.decides },
    // Nobody files what a colleague has changed without having seen it.
    ...{ met, files: now.files && others.size === 0 && heard.standing !== 'filed' },
    ...{ row: heard.row, filedBy: heard.row ? heard.wroteName : null, late: heard.late },
  }
}

/** Files a draft that was sent. @throws Refusal as the register refuses its row */
export async function fileIt({ counter, id, base }: OwnDraft): Promise<string> {
  const { row } = await send<{ row: string }>('POST', `${draftsPath(counter, id)}/filing`, { version: base })
  // What stands in the register is nobody's to keep on a telephone.
  await changeDraft(id, () => null)
  return row
}

/** The same words with the files that waited here sent. */
async function withFilesSent(words: Words): Promise<Words> {
  const sent = { ...words }
  for (const [field, value] of Object.entries(words)) {
    if (!Array.isArray(value)) continue
    sent[field] = await Promise.all(
      value.map(async (one: unknown) => {
        if (isFile(one)) return sendKept(one)
        const answer = one as { asks: string; says: unknown }
        if (!Array.isArray(answer.says)) return one
        return { ...answer, says: await Promise.all(answer.says.map((each) => (isFile(each) ? sendKept(each) : each))) }
      }),
    )
  }
  return sent
}

const isFile = (value: unknown): value is FileFace =>
  typeof value === 'object' && value !== null && 'size' in value && 'id' in value

async function sendKept(face: FileFace): Promise<FileFace> {
  const file = await keptFile(face.id)
  if (!file) return face
  const sent = await sendFile<FileFace>('/files', file, face.id)
  await dropFile(face.id)
  return sent
}
