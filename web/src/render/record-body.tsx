import { Fragment, type ReactNode } from 'react'
import type { FieldFace } from '../../../platform/manifest.ts'
import { typeset } from '../look/typeset.ts'
import { isBlank } from './faults.ts'
import { Value } from './value.tsx'
import { isVeiled } from './veiled.tsx'

/**
 * A record as a document: short fields two to a line, long text as paragraphs, tables under their own heading.
 * @param drawSealed draws a sealed field that has a value, where there is more to it than its mask
 */
export function RecordBody({
  fields,
  record,
  skip = [],
  drawSealed,
}: {
  fields: Record<string, FieldFace>
  record: Readonly<Record<string, unknown>>
  skip?: string[]
  drawSealed?: ((name: string, field: FieldFace, mask: string) => ReactNode) | undefined
}) {
  const shown = Object.entries(fields).filter(([name]) => !skip.includes(name))
  const short = shown
    .filter(([, field]) => !isLong(field))
    .toSorted(([a, one], [b, other]) => Number(isWide(one, record[a])) - Number(isWide(other, record[b])))
  const long = shown.filter(([name, field]) => isLong(field) && !isBlank(record[name]))
  return (
    <>
      <dl className="kv">
        {short.map(([name, field]) => (
          <div key={name} className={isWide(field, record[name]) ? 'w' : undefined}>
            <dt>{field.label}</dt>
            <dd>
              {field.sealed && drawSealed && typeof record[name] === 'string' ? (
                drawSealed(name, field, record[name])
              ) : (
                <Value field={field} value={record[name]} veiled={isVeiled(record, name)} />
              )}
            </dd>
          </div>
        ))}
      </dl>
      {long.map(([name, field]) => (
        <Fragment key={name}>
          <h2>{field.label}</h2>
          {isDrawn(field) ? (
            <Value field={field} value={record[name]} />
          ) : (
            String(record[name])
              .split(/\n+/)
              .map((words, at) => (
                <p key={at} className="tx">
                  {typeset(words)}
                </p>
              ))
          )}
        </Fragment>
      ))}
    </>
  )
}

const isLong = ({ widget }: FieldFace) => widget === 'longText' || isDrawn({ widget })

/** What is long and no run of words. */
const isDrawn = ({ widget }: Pick<FieldFace, 'widget'>) => widget === 'table' || widget === 'answers'

function isWide(field: FieldFace, value: unknown): boolean {
  if (['files', 'agencies', 'record', 'indicator', 'url', 'choices', 'point', 'area', 'line'].includes(field.widget))
    return true
  return typeof value === 'string' && field.widget === 'text' && value.length > 16
}
