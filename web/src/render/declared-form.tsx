import { useEffect, useRef } from 'react'
import type { FieldFace } from '../../../platform/manifest.ts'
import type { Shelf } from './drafts.ts'
import { useFilled } from './filled.ts'
import { namesOf } from './questions.ts'
import { Refused } from './refused.tsx'
import type { Stands } from './stands.ts'
import { Widget } from './widget.tsx'
import './form.css'
import './rows-table.css'

type Values = Record<string, unknown>

/** A form from declarations. What is typed is kept on the device until it is sent; a refusal keeps it too. */
export function DeclaredForm(props: {
  draft: string
  /** Where what is typed is kept; without it on this device. */
  shelf?: Shelf
  fields: Record<string, FieldFace>
  /** Its parts, each under its title; one part needs none. */
  steps?: readonly { title: string; says?: string; asks: readonly string[] }[]
  /** Fields that are asked only where others are answered so. */
  only?: Record<string, Stands> | undefined
  initial?: Values
  says?: string | undefined
  /** What it is called for whoever hears the page. */
  called?: string
  submit: string
  cancel?: () => void
  /** Sends; the key is the same for every retry of the same content. */
  send: (values: Values, key: string) => Promise<void>
  /** Called when it was sent and the draft is forgotten. */
  done: () => void
  /** Called when somebody was faster: reload, the typed words stay. */
  stale?: () => void
}) {
  const { draft, shelf, steps = [], only, initial, says, called, submit, cancel, send, done, stale } = props
  const frame = useRef<HTMLFormElement>(null)
  const { fields, values, faults, refusal, busy, uploading, restored, set, restart, go } = useFilled({
    ...{ draft, shelf, fields: props.fields, only, initial, send, done, stale },
    atFault: (first) => requestAnimationFrame(() => frame.current?.querySelector<HTMLElement>(`#f-${first}`)?.focus()),
  })
  const asks = Object.keys(fields).length > 0

  useEffect(() => {
    frame.current?.querySelector<HTMLElement>('input, textarea, button[type=submit]')?.focus()
  }, [])

  const widgetOf = (name: string) => {
    const field = fields[name]
    return field ? (
      <Widget
        key={name}
        name={name}
        field={field}
        value={values[name]}
        fault={faults[name] || null}
        set={(value) => set(name, value)}
      />
    ) : null
  }
  return (
    <form
      ref={frame}
      className="fm"
      aria-label={called}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void go()
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void go()
      }}
    >
      {says ? <p className="says">{says}</p> : null}
      {restored ? (
        <p className="back" role="status">
          已恢复未提交的内容。
          <button type="button" className="bt q" onClick={restart}>
            不要了，重新填
          </button>
        </p>
      ) : null}
      {steps.length > 1
        ? steps.map((step) => (
            <fieldset key={step.title}>
              <legend>{step.title}</legend>
              {step.says ? <p className="says">{step.says}</p> : null}
              {step.asks.flatMap((one) => namesOf(fields, one)).map(widgetOf)}
            </fieldset>
          ))
        : Object.keys(fields).map(widgetOf)}
      {refusal ? <Refused refusal={refusal} /> : null}
      <div className="go">
        <button type="submit" className="bt p" disabled={busy || uploading}>
          {busy ? '正在提交' : uploading ? '文件还在上传' : submit}
        </button>
        {cancel ? (
          <button type="button" className="bt" onClick={cancel} disabled={busy}>
            {asks ? '先放着' : '取消'}
          </button>
        ) : null}
        {asks ? <span className="cap">填写的内容随时保存在本机</span> : null}
      </div>
    </form>
  )
}
