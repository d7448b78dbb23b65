import { lazy, Suspense, useState } from 'react'
import type { FileFace } from '../../../platform/manifest.ts'
import { instantInput } from '../render/instant-typed.ts'
import { useMoneyTyped } from '../render/money-typed.ts'
import { useOptions, useRegionLevels } from '../render/options.ts'
import { PointWidget } from '../render/point-widget.tsx'
import { LateShape } from '../render/shape/late.tsx'
import { tied, type WidgetProps } from '../render/tied.ts'
import { Pick } from './pick.tsx'

const FileWidget = lazy(async () => ({ default: (await import('../render/file-widget.tsx')).FileWidget }))
const TableWidget = lazy(async () => ({ default: (await import('../render/table-widget.tsx')).TableWidget }))

/** Where one question is answered, by the widget that its field declares; its words are the page's heading. */
export function Ask(props: WidgetProps) {
  const { name, field, value, fault, set } = props
  const { status: _, ...ties } = tied(props)
  const typed = {
    ...ties,
    'aria-labelledby': `l-${name}`,
    className: 'in',
    value: typeof value === 'string' || typeof value === 'number' ? value : '',
  }
  switch (field.widget) {
    case 'text':
      return (
        <input
          {...typed}
          {...(field.sealed && {
            inputMode: field.sealed === 'citizen-number' ? 'text' : 'numeric',
            autoComplete: 'off',
          })}
          maxLength={field.maxLength}
          onChange={(event) => set(event.target.value)}
        />
      )
    case 'email':
    case 'url':
      return (
        <input
          {...typed}
          type={field.widget}
          autoComplete={field.widget}
          placeholder={field.widget === 'url' ? 'https://' : 'name@example.org'}
          onChange={(event) => set(event.target.value)}
        />
      )
    case 'money':
      return <Money {...props} />
    case 'instant':
      return <input {...typed} {...instantInput(value, set)} />
    case 'timeOfDay':
      return <input {...typed} type="time" onChange={(event) => set(event.target.value)} />
    case 'point':
      return <PointWidget {...props} look={{ input: 'in', button: 'go s' }} />
    case 'area':
    case 'line':
      return <LateShape {...props} look={{ input: 'in', button: 'go s' }} />
    case 'longText':
      return <textarea {...typed} rows={6} onChange={(event) => set(event.target.value)} />
    case 'integer':
    case 'percent':
      return (
        <span className="unit">
          <input
            {...typed}
            type="number"
            inputMode="decimal"
            onChange={(event) => set(event.target.value === '' ? null : event.target.valueAsNumber)}
          />
          {field.widget === 'percent' ? '%' : field.unit}
        </span>
      )
    case 'date':
    case 'month':
      return (
        <input
          {...typed}
          type={field.widget}
          placeholder={field.widget === 'month' ? '2024-11' : '2024-11-20'}
          onChange={(event) => set(event.target.value)}
        />
      )
    case 'region':
      return <Region {...props} />
    case 'files':
    case 'table':
      return (
        <Suspense fallback={<p className="cap">正在打开</p>}>
          {field.widget === 'table' ? (
            <TableWidget {...props} />
          ) : (
            <FileWidget {...{ name, field, fault, set }} files={(value as FileFace[] | null) ?? []} />
          )}
        </Suspense>
      )
    default:
      return <Options {...props} />
  }
}

function Money(props: WidgetProps) {
  const { status: _, ...ties } = tied(props)
  return (
    <span className="unit">
      <input {...ties} aria-labelledby={`l-${props.name}`} className="in" {...useMoneyTyped(props.value, props.set)} />
      {props.field.unit}
    </span>
  )
}

function Options(props: WidgetProps) {
  const [typed, setTyped] = useState('')
  const { options, busy, more } = useOptions(props.field, props.value, typed)
  if (busy && options.length === 0 && typed === '') return <p className="cap">正在取可选的</p>
  return (
    <Pick
      {...props}
      options={options}
      {...((more || ['agency', 'agencies'].includes(props.field.widget)) && { seek: setTyped })}
      busy={busy}
      many={['agencies', 'choices'].includes(props.field.widget)}
    />
  )
}

function Region(props: WidgetProps) {
  const levels = useRegionLevels(typeof props.value === 'string' ? props.value : '')
  return levels.map((level) => (
    <Pick key={level.word} {...props} named={level.word} value={level.at || null} options={level.rows} />
  ))
}
