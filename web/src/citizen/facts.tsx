import type { FieldFace } from '../../../platform/manifest.ts'
import { isBlank } from '../render/faults.ts'
import { Value } from '../render/value.tsx'
import { isVeiled } from '../render/veiled.tsx'

/** What a record says, a fact under the other; what it says nothing of is left out. */
export function Facts({ fields, record }: { fields: Record<string, FieldFace>; record: Record<string, unknown> }) {
  const said = Object.entries(fields).filter(([name]) => !isBlank(record[name]) || isVeiled(record, name))
  return (
    <dl className="kn">
      {said.map(([name, field]) => (
        <div key={name}>
          <dt>{field.label}</dt>
          <dd>
            <Value field={field} value={record[name]} veiled={isVeiled(record, name)} />
          </dd>
        </div>
      ))}
    </dl>
  )
}
