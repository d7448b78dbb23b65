import type { ReactNode } from 'react'
import type { FieldFace } from '../../../platform/manifest.ts'
import type { Answer } from './questions.ts'
import './answers.css'

/** What was asked and what was said, question by question. */
export function Answers({
  answers,
  draw,
}: {
  answers: Answer[]
  draw: (field: FieldFace, value: unknown) => ReactNode
}) {
  return (
    <dl className="said">
      {answers.map(({ asks, label = '', kind = 'text', says }) => {
        const field: FieldFace = { label, widget: kind, sensitivity: 'internal', required: false }
        return (
          <div key={asks}>
            <dt>{label}</dt>
            <dd>{draw(field, says)}</dd>
          </div>
        )
      })}
    </dl>
  )
}
