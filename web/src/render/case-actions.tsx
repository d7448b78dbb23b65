import { lazy, Suspense, useState } from 'react'
import type { CaseDetail, CaseFace } from '../../../platform/manifest.ts'

const ActionForm = lazy(async () => ({ default: (await import('./action-form.tsx')).ActionForm }))

/** What this reader may do now, at the bottom where the eye ends; each opens its form above the bar. */
export function CaseActions({ face, detail }: { face: CaseFace; detail: CaseDetail }) {
  const [opened, setOpened] = useState<string | null>(null)
  const actions = detail.may.flatMap((name) => face.actions[name] ?? []).toSorted((a, b) => Number(b.primary) - Number(a.primary))
  const action = actions.find((one) => one.name === opened)
  const state = face.states[detail.state]
  return (
    <footer className="act no-print" aria-label="办理">
      {action ? (
        <div
          className="sheet-form"
          role="region"
          aria-label={action.title}
          onKeyDown={(event) => {
            if (event.key === 'Escape') setOpened(null)
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
        {actions.map((one) => (
          <button
            key={one.name}
            type="button"
            className={one.primary && !action ? 'bt p' : 'bt'}
            aria-expanded={opened === one.name}
            onClick={() => setOpened(opened === one.name ? null : one.name)}
          >
            {one.title}
          </button>
        ))}
        {actions.length === 0 ? (
          <span className="m">
            {state?.final ? `这件事${state.title}。` : `现在由承办部门办理，当前状态“${state?.title ?? ''}”。`}
          </span>
        ) : null}
        <span className="grow" />
        <button type="button" className="bt q" onClick={() => window.print()}>
          打印
        </button>
      </div>
    </footer>
  )
}
