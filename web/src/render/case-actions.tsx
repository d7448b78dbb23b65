import { lazy, Suspense, useState } from 'react'
import type { ActionFace, CaseDetail, CaseFace } from '../../../platform/manifest.ts'
import { useNames } from '../shell/reader.ts'
import { useNarrow } from '../look/narrow.ts'
import { Popover } from '../look/popover.tsx'
import { awaitedIn } from './awaited-in.ts'
import { actionDraft, readDraft } from './drafts.ts'
import { PaperLinks } from './paper-links.tsx'
import { TakeBack } from './take-back.tsx'

const ActionForm = lazy(async () => ({ default: (await import('./action-form.tsx')).ActionForm }))

/** What this reader may do now, at the bottom where the eye ends; each opens its form above the bar. */
export function CaseActions({ face, detail }: { face: CaseFace; detail: CaseDetail }) {
  const [opened, setOpened] = useState<string | null>(null)
  const narrow = useNarrow()
  const actions = detail.may.flatMap((name) => face.actions[name] ?? [])
  const primary = actions.find((one) => one.primary)
  const ordered = primary ? [primary, ...actions.filter((one) => one !== primary)] : actions
  const action = actions.find((one) => one.name === opened)
  const state = face.states[detail.state]
  const names = useNames()
  const shown = narrow && ordered.length > 3 ? ordered.slice(0, 2) : ordered
  const rest = ordered.slice(shown.length)
  const toggle = (one: ActionFace) => setOpened(opened === one.name ? null : one.name)
  return (
    <footer className="act no-print" aria-label="办理">
      {action ? (
        <div
          className="sheet-form"
          role="region"
          aria-label={action.title}
          onKeyDown={(event) => {
            if (event.key === 'Escape' && !event.defaultPrevented) setOpened(null)
          }}
        >
          <h2>{action.title}</h2>
          <Suspense fallback={<p className="cap">正在打开表单</p>}>
            <ActionForm
              key={action.name}
              detail={detail}
              action={action}
              done={() => setOpened(null)}
              cancel={() => setOpened(null)}
            />
          </Suspense>
        </div>
      ) : null}
      <div className="acts">
        {shown.map((one) => (
          <button
            key={one.name}
            type="button"
            className={one === primary && !action ? 'bt p' : 'bt'}
            aria-expanded={opened === one.name}
            onClick={() => toggle(one)}
          >
            {one.title}
            {opened !== one.name && readDraft(actionDraft(detail.kind, detail.id, one.name)) ? (
              <span className="cap">有草稿</span>
            ) : null}
          </button>
        ))}
        {rest.length > 0 ? (
          <Popover name="更多办理" className="bt" label="更多">
            {(close) =>
              rest.map((one) => (
                <button
                  key={one.name}
                  type="button"
                  className="opt"
                  onClick={() => {
                    close()
                    setOpened(one.name)
                  }}
                >
                  {one.title}
                </button>
              ))
            }
          </Popover>
        ) : null}
        {actions.length === 0 ? (
          <span className="m">{state?.final ? `这件事${state.title}。` : awaitedIn(face, detail, names)}</span>
        ) : null}
        <TakeBack key={detail.id} detail={detail} />
        <span className="grow" />
        {face.prints ? (
          <a className="bt q" href={`/api/cases/${detail.kind}/${detail.id}/print`} download>
            下载 Word
          </a>
        ) : null}
        <PaperLinks face={face} detail={detail} className="bt q" />
        <button type="button" className="bt q" onClick={() => window.print()}>
          打印
        </button>
      </div>
    </footer>
  )
}
