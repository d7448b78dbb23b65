import type { CaseDetail, CaseFace, Step } from '../../../platform/manifest.ts'
import { shortInstant } from '../look/dates.ts'
import { Timeline } from '../look/timeline.tsx'
import { useNames, useNow } from '../shell/reader.ts'
import { isBlank } from './faults.ts'
import { Value } from './value.tsx'

/** What happened to a case, newest first, with what each form said. */
export function CaseTrail({ face, detail }: { face: CaseFace; detail: CaseDetail }) {
  const now = useNow()
  const names = useNames()
  const moments = detail.trail.map((step) => ({
    id: step.id,
    at: step.at,
    when: shortInstant(step.at, now),
    who: names.agency(step.actor.agency) || step.actor.name || '系统',
    act: step.title,
    words: <Said face={face} step={step} />,
  }))
  return (
    <section>
      <h3>经过</h3>
      <Timeline moments={moments} />
    </section>
  )
}

function Said({ face, step }: { face: CaseFace; step: Step }) {
  const fields = face.actions[step.action]?.fields ?? {}
  const moved = step.from !== null && step.from !== step.to ? face.states[step.to]?.title : null
  return (
    <>
      {step.actor.agency && step.actor.name ? <div className="m">{step.actor.name}</div> : null}
      {Object.entries(step.form).map(([name, value]) => {
        const field = fields[name]
        if (!field || isBlank(value)) return null
        if (field.widget === 'longText') return <div key={name}>{String(value)}</div>
        if (field.widget === 'files') return <Value key={name} field={field} value={value} />
        return (
          <div key={name}>
            <span className="m">{field.label}</span> <Value field={field} value={value} />
          </div>
        )
      })}
      {moved ? <div className="m">转为“{moved}”</div> : null}
    </>
  )
}
