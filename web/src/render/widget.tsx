import { Checkbox, Input, InputNumber, Radio, Select } from 'antd'
import type { ReactNode } from 'react'
import type { FieldFace, FileFace } from '../../../platform/manifest.ts'
import { FileWidget } from './file-widget.tsx'
import { isNeeded } from './faults.ts'
import { bytesOf, megabytes } from '../look/bytes.ts'
import { instantInput } from './instant-typed.ts'
import { IndicatorWidget } from './indicator-widget.tsx'
import { useMoneyTyped } from './money-typed.ts'
import { PointWidget } from './point-widget.tsx'
import { AgencyWidget, ColleagueWidget, RecordWidget, RegionWidget } from './reference-widgets.tsx'
import { LateShape } from './shape/late.tsx'
import { TableWidget } from './table-widget.tsx'
import { tied, type WidgetProps } from './tied.ts'

/** One field of a form: label, input by its declared widget, help, fault. */
export function Widget(props: WidgetProps) {
  const { name, field, fault } = props
  const grouped =
    ['yesNo', 'files', 'table', 'point', 'area', 'line'].includes(field.widget) ||
    (field.widget === 'choice' && few(field)) ||
    (field.widget === 'choices' && boxed(field))
  const label = (
    <>
      {field.label}
      {field.unit && field.widget !== 'percent' ? `（${field.unit}）` : field.widget === 'bytes' ? '（MB）' : null}
      {isNeeded(field) ? null : <span className="opt-word">可不填</span>}
    </>
  )
  return (
    <div className="fld" role={grouped ? 'group' : undefined} aria-labelledby={grouped ? `l-${name}` : undefined}>
      {grouped ? (
        <div className="lb" id={`l-${name}`}>
          {label}
        </div>
      ) : (
        <label htmlFor={`f-${name}`} id={`l-${name}`}>
          {label}
        </label>
      )}
      {control(props)}
      {field.help ? (
        <p className="help" id={`h-${name}`}>
          {field.help}
        </p>
      ) : null}
      {fault ? (
        <p className="bad" id={`e-${name}`} role="alert">
          {fault}
        </p>
      ) : null}
    </div>
  )
}

function few(field: FieldFace): boolean {
  return Object.keys(field.options ?? {}).length <= 4
}

const boxed = (field: FieldFace) => Object.keys(field.options ?? {}).length <= mostBoxes

function control(props: WidgetProps): ReactNode {
  const { field, value, set, name, fault } = props
  const { status, ...native } = tied(props)
  switch (field.widget) {
    case 'text':
      return <Input {...tied(props)} value={text(value)} onChange={(event) => set(event.target.value)} />
    case 'email':
    case 'url':
      return (
        <Input
          {...tied(props)}
          type={field.widget}
          autoComplete="off"
          placeholder={field.widget === 'url' ? 'https://' : 'name@example.org'}
          value={text(value)}
          onChange={(event) => set(event.target.value)}
        />
      )
    case 'money':
      return <MoneyWidget {...props} />
    case 'instant':
      return <input {...native} className="in-text in-date" {...instantInput(value, set)} />
    case 'timeOfDay':
      return (
        <input
          {...native}
          type="time"
          className="in-text in-date"
          value={text(value)}
          onChange={(event) => set(event.target.value)}
        />
      )
    case 'choices':
      return <ChoicesWidget {...props} />
    case 'point':
      return <PointWidget {...props} look={{ input: 'in-text', button: 'bt q' }} />
    case 'area':
    case 'line':
      return <LateShape {...props} look={{ input: 'in-text', button: 'bt q' }} />
    case 'longText':
      return (
        <Input.TextArea
          {...tied(props)}
          value={text(value)}
          autoSize={{ minRows: 3, maxRows: 14 }}
          {...(field.maxLength ? { count: { show: true, max: field.maxLength } } : {})}
          onChange={(event) => set(event.target.value)}
        />
      )
    case 'lines':
      return (
        <Input.TextArea
          {...tied(props)}
          value={Array.isArray(value) ? value.join('\n') : ''}
          autoSize={{ minRows: 2, maxRows: 10 }}
          spellCheck={false}
          onChange={(event) => set(event.target.value.split('\n'))}
        />
      )
    case 'publicKeys':
      return (
        <Input.TextArea
          {...tied(props)}
          value={text(value)}
          autoSize={{ minRows: 4, maxRows: 14 }}
          spellCheck={false}
          onChange={(event) => set(event.target.value)}
        />
      )
    case 'bytes':
      return (
        <InputNumber
          {...tied(props)}
          value={typeof value === 'number' ? megabytes(value) : null}
          style={{ width: 180 }}
          onChange={(entered) => set(entered === null ? null : bytesOf(entered))}
        />
      )
    case 'integer':
    case 'percent':
      return (
        <InputNumber
          {...tied(props)}
          value={typeof value === 'number' ? value : null}
          suffix={field.widget === 'percent' ? '%' : undefined}
          style={{ width: 180 }}
          onChange={(entered) => set(entered)}
        />
      )
    case 'date':
    case 'month':
      return (
        <input
          {...native}
          type={field.widget}
          className="in-text in-date"
          placeholder={field.widget === 'month' ? '2024-11' : '2024-11-20'}
          value={text(value)}
          onChange={(event) => set(event.target.value)}
        />
      )
    case 'yesNo':
      return (
        <Radio.Group id={`f-${name}`} value={value} onChange={(event) => set(event.target.value)}>
          <Radio value={true}>是</Radio>
          <Radio value={false}>否</Radio>
        </Radio.Group>
      )
    case 'choice': {
      const options = Object.entries(field.options ?? {}).map(([key, title]) => ({ value: key, label: title }))
      return few(field) ? (
        <Radio.Group id={`f-${name}`} options={options} value={value} onChange={(event) => set(event.target.value)} />
      ) : (
        <Select
          {...tied(props)}
          options={options}
          value={value ?? null}
          allowClear={!field.required}
          placeholder="请选择"
          onChange={(chosen) => set(chosen)}
        />
      )
    }
    case 'agency':
    case 'agencies':
      return <AgencyWidget {...props} />
    case 'colleague':
      return <ColleagueWidget {...props} />
    case 'region':
      return <RegionWidget {...props} />
    case 'record':
      return <RecordWidget {...props} />
    case 'indicator':
      return <IndicatorWidget {...props} />
    case 'table':
      return <TableWidget {...props} />
    case 'files':
      return <FileWidget name={name} field={field} fault={fault} files={(value as FileFace[] | null) ?? []} set={set} />
  }
}

function MoneyWidget(props: WidgetProps) {
  const { status, ...ties } = tied(props)
  return <Input {...ties} status={status} style={{ width: 220 }} {...useMoneyTyped(props.value, props.set)} />
}

/** Options that stand beside each other; more are chosen from a list. */
const mostBoxes = 12

function ChoicesWidget(props: WidgetProps) {
  const { field, value, set } = props
  const options = Object.entries(field.options ?? {}).map(([key, title]) => ({ value: key, label: title }))
  const chosen = (value as string[] | null) ?? []
  return boxed(field) ? (
    <Checkbox.Group options={options} value={chosen} onChange={(next) => set(next)} />
  ) : (
    <Select
      {...tied(props)}
      mode="multiple"
      options={options}
      value={chosen}
      allowClear
      placeholder="可选多项"
      onChange={(next) => set(next)}
    />
  )
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
