import type { FieldFace } from '../../../platform/manifest.ts'
import { Value } from '../render/value.tsx'
import { isVeiled } from '../render/veiled.tsx'

/** What a record says, a fact under the other. */
export function Facts({ fields, record }: { fields: Record<string, FieldFace>; record: Record<string, unknown> }) {
  return (
    <dl className="kn">
      {Object.entries(fields).map(([name, field]) => (
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
