import { Link } from 'react-router'
import type { CaseDetail, CaseFace, FieldFace, Step } from '../../../platform/manifest.ts'
import { shortInstant } from '../look/dates.ts'
import { Timeline } from '../look/timeline.tsx'
import { useEvidenceOf } from '../receipt/ledger-events.ts'
import { ReceiptLink } from '../receipt/receipt-link.tsx'
import { casesPath } from '../shell/navigation.ts'
import { useManifest, useNames, useNow } from '../shell/reader.ts'
import { isBlank } from './faults.ts'
import { Value } from './value.tsx'

/** What happened to a case, newest first, with what each form said; an act that was taken back is struck through. */
export function CaseTrail({ face, detail }: { face: CaseFace; detail: CaseDetail }) {
  const now = useNow()
  const names = useNames()
  const { trail } = detail
  const evidence = useEvidenceOf(`${face.name}:${detail.id}`, detail.version)
  const moments = trail.map((step, at) => ({
    id: step.id,
    at: step.at,
    when: shortInstant(step.at, now),
    who: names.agency(step.actor.agency) || step.actor.name || '系统',
    act: step.action === 'undo' ? `${step.title}“${trail[at + 1]?.title ?? ''}”` : step.title,
    words: <Said face={face} step={step} />,
    gone: trail[at - 1]?.action === 'undo',
    seal: <ReceiptLink event={evidence.get(step.id)} />,
  }))
  return (
    <section>
      <h2>经过</h2>
      <Timeline moments={moments} />
    </section>
  )
}

/** Steps whose title already says where they lead. */
const spoken = new Set(['overdue', 'end', 'carry', 'open', 'follow'])

function Said({ face, step }: { face: CaseFace; step: Step }) {
  const fields = step.action === 'open' ? face.facts : (face.actions[step.action]?.fields ?? {})
  const moved = step.from !== null && step.from !== step.to && !spoken.has(step.action)
  return (
    <>
      {step.actor.agency && step.actor.name ? <div className="m">{step.actor.name}</div> : null}
      {Object.entries(fields).map(([name, field]) => (
        <Answer key={name} field={field} value={step.form[name]} />
      ))}
      <Platform face={face} step={step} />
      {moved ? <div className="m">转为“{face.states[step.to]?.title}”</div> : null}
    </>
  )
}

function Answer({ field, value }: { field: FieldFace; value: unknown }) {
  if (isBlank(value)) return null
  if (field.widget === 'longText') return <div>{String(value)}</div>
  if (field.widget === 'files') return <Value field={field} value={value} />
  return (
    <div>
      <span className="m">{field.label}</span> <Value field={field} value={value} />
    </div>
  )
}

/** What the platform itself noted at a step: how long was left, or which case acted. */
function Platform({ face, step }: { face: CaseFace; step: Step }) {
  const manifest = useManifest()
  const { days, case: other } = step.form
  if (step.action === 'remind' && typeof days === 'number')
    return <div>{days > 0 ? `距到期 ${days} 天，已提醒承办部门。` : '今天到期，已提醒承办部门。'}</div>
  if (step.action === 'mark' && typeof other === 'string')
    return (
      <div>
        <Link to={`${casesPath(manifest, face.name)}/${other}`}>看那一件</Link>
      </div>
    )
  return null
}
