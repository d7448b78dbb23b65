import { useQuery } from '@tanstack/react-query'
import { useEffect, useMemo, useRef, useState } from 'react'
import { Link, useNavigate, useParams, useSearchParams } from 'react-router'
import type { Words } from '../../../engines/counter/index.ts'
import type { DraftWhole, RegisterFace, Session } from '../../../platform/manifest.ts'
import { AntdFrame } from '../look/antd-frame.tsx'
import { Failed, Forbidden } from '../look/failed.tsx'
import { Light } from '../look/light.tsx'
import { Loading } from '../look/loading.tsx'
import type { Shelf } from '../render/drafts.ts'
import { DeclaredForm } from '../render/declared-form.tsx'
import { FilesKept } from '../render/file-widget.tsx'
import { get, newKey, send } from '../shell/api.ts'
import { Value } from '../render/value.tsx'
import { useTitle } from '../shell/reader.ts'
import { Apart } from './apart.tsx'
import { useCalled } from './called.ts'
import { changeDraft, draftHeard, keepFile, newDraft, ownDraft, type OwnDraft } from './device.ts'
import { useParts } from './parts.ts'
import { standings, standsOf } from './stands.ts'
import { draftsPath, fileIt, sendUp } from './sync.ts'
import { useCounter, useOnline, useOwnDrafts, useSendingUp } from './use-counter.ts'
import { wordsFrom } from './words-from.ts'
import './counters.css'

/** One draft: the form, kept on this device as it is typed and sent up whenever there is a network. */
export function DraftPage() {
  const { name = '', id = '' } = useParams()
  const at = useCounter(name)
  if (!at) return <Forbidden what="办事台" says="您现在的岗位不在这里办事；有别的岗位的，先换到镇村的岗位。" />
  return <Opened key={id} name={name} id={id} {...at} />
}

type At = NonNullable<ReturnType<typeof useCounter>> & { name: string }

/** The draft as this device has it; one that it does not have is fetched, and one that is nowhere is begun. */
function Opened({ id, ...at }: At & { id: string }) {
  const { name, session, face } = at
  const navigate = useNavigate()
  const [query] = useSearchParams()
  useEffect(() => {
    if (id === 'new') void navigate(`/counters/${name}/${crypto.randomUUID()}?new`, { replace: true })
  }, [id])
  const found = useQuery({
    queryKey: ['draft begun', id],
    enabled: id !== 'new',
    staleTime: Infinity,
    queryFn: async ({ signal }) => {
      const here = await ownDraft(id)
      if (here && (here.waiting || here.base === 0 || here.row)) return here
      const heard = await get<DraftWhole>(draftsPath(name, id), signal).catch((error: unknown) => {
        if (here || query.has('new')) return null
        throw error
      })
      const whose = { id, counter: name, person: session.person.id }
      if (!heard) return here ?? newDraft(whose, wordsHere(face, session))
      return (await changeDraft(id, (now) => (now?.waiting ? now : draftHeard(whose, heard)))) as OwnDraft
    },
  })
  if (found.error) return <Failed what="这份草稿" error={found.error} retry={() => void found.refetch()} />
  if (!found.data) return <Loading lines={8} whole />
  return <Open {...at} id={id} first={found.data} />
}

function Open({ name, counter, face, session, id, first }: At & { id: string; first: OwnDraft }) {
  const navigate = useNavigate()
  const online = useOnline()
  const own = useOwnDrafts(name, session.person.id).data
  const draft = own?.find((one) => one.id === id) ?? first
  useSendingUp(name, session.person.id)
  const called = useCalled(face)(draft.words)
  useTitle(called)
  // The form begins anew where a colleague's words came in, and nowhere else: whoever types is not disturbed.
  const [began, setBegan] = useState(first)
  const others = draft.met !== null && draft.base !== began.base
  useEffect(() => {
    if (others) setBegan(draft)
  }, [others])
  const shelf = useShelf(draft, name, session.person.id)
  const asks = face.steps.flatMap((step) => step.asks)
  const fields = Object.fromEntries(asks.flatMap((one) => (face.fields[one] ? [[one, face.fields[one]] as const] : [])))
  const back = `/counters/${name}`
  const file = async (words: Words) => {
    await changeDraft(id, (now) => written(now ?? draft, words, { files: true, met: null, refused: null }))
    await sendUp(name, session.person.id)
    const sent = await ownDraft(id)
    // Where the network held, what stands in the way is said here, at its fields.
    if (sent?.refused && sent.base > 0 && !sent.waiting) await fileIt(sent)
  }
  const giveUp = async () => {
    if (draft.base > 0) await send('DELETE', `${draftsPath(name, id)}?version=${draft.base}`)
    await changeDraft(id, () => null)
    void navigate(back)
  }
  return (
    <main id="main" tabIndex={-1} className="page ctr">
      <p className="cap">
        <Link to={back}>{counter.title}</Link>
      </p>
      <h1>{called}</h1>
      <p className="net" role="status">
        <Light face={standings[standsOf(draft)]} />
        {online ? null : <span className="m">没有网络：填的都存在本机，有网自动送上去。</span>}
      </p>
      {draft.refused ? (
        <p className="wrong" role="alert">
          {draft.refused}
        </p>
      ) : null}
      {draft.met && draft.apart.length === 0 && !draft.row ? (
        <p role="status">{draft.met}也在写这一份，已经合在一起，请看一遍再交。</p>
      ) : null}
      {draft.row ? (
        <FiledAlready
          draft={draft}
          face={face}
          leave={async () => (await changeDraft(id, () => null), void navigate(back))}
        />
      ) : null}
      {draft.apart.length > 0 ? (
        <Apart
          draft={draft}
          face={face}
          decide={async (words, decides) => {
            const next = await changeDraft(id, (now) => now && written(now, words, { decides, apart: [], met: null }))
            if (next) setBegan(next)
            await sendUp(name, session.person.id)
          }}
        />
      ) : null}
      {draft.row ? null : (
        <AntdFrame>
          <FilesKept value={keepFile}>
            <DeclaredForm
              key={`${began.base} ${began.decides.join()}`}
              draft={`counter:${id}`}
              shelf={shelf}
              fields={fields}
              steps={face.steps}
              says={face.offer.says ?? undefined}
              called={face.offer.title}
              initial={{ ...face.starts, ...began.words }}
              submit={online ? '交上去' : '有网就交'}
              cancel={() => void navigate(back)}
              send={file}
              done={() => void navigate(back)}
            />
          </FilesKept>
          <p className="do">
            <button type="button" className="bt q" onClick={() => void giveUp()}>
              这份不要了
            </button>
          </p>
        </AntdFrame>
      )}
    </main>
  )
}

/** What a new draft says before anybody types: it is for somebody of the place where the reader's post is. */
const wordsHere = (face: RegisterFace, { position }: Session): Words =>
  Object.fromEntries(
    face.steps
      .flatMap(({ asks }) => asks)
      .flatMap((one) => (face.fields[one]?.widget === 'region' && position ? [[one, position.region.code]] : [])),
  )

/** A draft with other words, which are yet to be sent. */
const written = (now: OwnDraft, words: Words, more: Partial<OwnDraft> = {}): OwnDraft => ({
  ...now,
  ...{ words, waiting: newKey(), writtenAt: new Date().toISOString() },
  ...more,
})

const pause = 1500

/** What is typed goes into the draft on this device at once, and up a moment after nobody types. */
function useShelf(draft: OwnDraft, name: string, person: string): Shelf {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const { id } = draft
  return useMemo(
    () => ({
      read: () => null,
      keep: (_touched, answered) => {
        void changeDraft(id, (now = draft) => written(now, wordsFrom(now.words, answered), { refused: null }))
        clearTimeout(timer.current)
        timer.current = setTimeout(() => void sendUp(name, person), pause)
      },
      drop: () => undefined,
    }),
    [id],
  )
}

/** A colleague has filed it: what was written here since is not in it, and is shown to be handed in later. */
function FiledAlready({ draft, face, leave }: { draft: OwnDraft; face: RegisterFace; leave: () => Promise<void> }) {
  const fieldOf = useParts(face, draft.words)
  return (
    <section className="apart" aria-labelledby="late">
      <h2 id="late">这份已经交上去了</h2>
      {draft.late.length > 0 ? (
        <>
          <p>{draft.filedBy}先交了。您在本机写的这几处不在交上去的里面，要改的请到办件里补充：</p>
          <ul>
            {draft.late.map(({ part, other }) => (
              <li key={part}>
                {fieldOf(part).label}：<Value field={fieldOf(part)} value={other} />
              </li>
            ))}
          </ul>
        </>
      ) : null}
      <p className="do">
        <button type="button" className="bt" onClick={() => void leave()}>
          知道了，从本机拿掉
        </button>
      </p>
    </section>
  )
}
