import { Fragment } from 'react'
import type { FieldFace, RecordRow } from '../../../platform/manifest.ts'
import { typeset } from '../look/typeset.ts'
import { Value } from './value.tsx'

/** A record as a document: short fields two to a line, long text as paragraphs. */
export function RecordBody({ fields, record, skip = [] }: { fields: Record<string, FieldFace>; record: RecordRow; skip?: string[] }) {
  const shown = Object.entries(fields).filter(([name]) => !skip.includes(name))
  const short = shown
    .filter(([, field]) => field.widget !== 'longText')
    .toSorted(([a, one], [b, other]) => Number(isWide(one, record[a])) - Number(isWide(other, record[b])))
  const long = shown.filter(([name, field]) => field.widget === 'longText' && record[name])
  return (
    <>
      <dl className="kv">
        {short.map(([name, field]) => (
          <div key={name} className={isWide(field, record[name]) ? 'w' : undefined}>
            <dt>{field.label}</dt>
            <dd>
              <Value field={field} value={record[name]} />
            </dd>
          </div>
        ))}
      </dl>
      {long.map(([name, field]) => (
        <Fragment key={name}>
          <h2>{field.label}</h2>
          {String(record[name])
            .split(/\n+/)
            .map((words, at) => (
              <p key={at} className="tx">
                {typeset(words)}
              </p>
            ))}
        </Fragment>
      ))}
    </>
  )
}

function isWide(field: FieldFace, value: unknown): boolean {
  if (field.widget === 'files' || field.widget === 'agencies' || field.widget === 'record') return true
  return typeof value === 'string' && field.widget === 'text' && value.length > 16
}
