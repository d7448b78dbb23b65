import { useEffect, useRef, useState } from 'react'
import type { FieldFace } from '../../../platform/manifest.ts'
import { Refusal, newKey } from '../shell/api.ts'
import { dropDraft, keepDraft, readDraft } from './drafts.ts'
import { answerOf, faultOf, faultsAtFields, isBlank } from './faults.ts'
import { Widget } from './widget.tsx'
import './form.css'
import './rows-table.css'

type Values = Record<string, unknown>

/** A form from declarations. What is typed is kept on the device until it is sent; a refusal keeps it too. */
export function DeclaredForm(props: {
  draft: string
  fields: Record<string, FieldFace>
  initial?: Values
  says?: string | undefined
  submit: string
  cancel?: () => void
  /** Sends; the key is the same for every retry of the same content. */
  send: (values: Values, key: string) => Promise<void>
  /** Called when it was sent and the draft is forgotten. */
  done: () => void
  /** Called when somebody was faster: reload, the typed words stay. */
  stale?: () => void
}) {
  const { draft, fields, initial = {}, says, submit, cancel, send, done, stale } = props
  const [kept] = useState(() => readDraft(draft))
  const [touched, setTouched] = useState<Values>(() => kept ?? {})
  const [restored, setRestored] = useState(kept !== null)
  const [faults, setFaults] = useState<Record<string, string>>({})
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const [busy, setBusy] = useState(false)
  const key = useRef(newKey())
  const frame = useRef<HTMLFormElement>(null)
  const names = Object.keys(fields)
  const values: Values = { ...initial, ...touched }

  useEffect(() => {
    frame.current?.querySelector<HTMLElement>('input, textarea, button[type=submit]')?.focus()
  }, [])

  const set = (name: string, value: unknown) => {
    const next = { ...touched, [name]: value }
    setTouched(next)
    keepDraft(draft, next)
    if (faults[name]) setFaults({ ...faults, [name]: '' })
  }
  const focusFault = (found: Record<string, string>) => {
    const first = names.find((name) => found[name])
    if (first) requestAnimationFrame(() => frame.current?.querySelector<HTMLElement>(`#f-${first}`)?.focus())
  }
  const go = async () => {
    if (busy) return
    const answers = Object.fromEntries(
      Object.entries(fields).map(([name, field]) => [name, answerOf(field, values[name])]),
    )
    const found: Record<string, string> = {}
    for (const [name, field] of Object.entries(fields)) {
      const fault = faultOf(field, answers[name])
      if (fault) found[name] = fault
    }
    setFaults(found)
    if (Object.keys(found).length > 0) return focusFault(found)
    setBusy(true)
    setRefusal(null)
    try {
      for (const name of names) if (answers[name] === null && isBlank(initial[name])) delete answers[name]
      await send(answers, key.current)
      dropDraft(draft)
      done()
    } catch (error) {
      const refused = error instanceof Refusal ? error : null
      if (!refused) throw error
      const { problem } = refused
      if (problem.status >= 400 && problem.status < 500) key.current = newKey()
      if (problem.code.endsWith('/stale-version')) stale?.()
      const laid = faultsAtFields(problem, fields)
      setFaults(laid)
      setRefusal(refused)
      focusFault(laid)
    } finally {
      setBusy(false)
    }
  }

  return (
    <form
      ref={frame}
      className="fm"
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
          <button
            type="button"
            className="bt q"
            onClick={() => {
              dropDraft(draft)
              setTouched({})
              setFaults({})
              setRestored(false)
            }}
          >
            不要了，重新填
          </button>
        </p>
      ) : null}
      {Object.entries(fields).map(([name, field]) => (
        <Widget
          key={name}
          name={name}
          field={field}
          value={values[name]}
          fault={faults[name] || null}
          set={(value) => set(name, value)}
        />
      ))}
      {refusal ? <Refused refusal={refusal} /> : null}
      <div className="go">
        <button type="submit" className="bt p" disabled={busy}>
          {busy ? '正在提交' : submit}
        </button>
        {cancel ? (
          <button type="button" className="bt" onClick={cancel} disabled={busy}>
            {names.length > 0 ? '先放着' : '取消'}
          </button>
        ) : null}
        {names.length > 0 ? <span className="cap">填写的内容随时保存在本机</span> : null}
      </div>
    </form>
  )
}

function Refused({ refusal }: { refusal: Refusal }) {
  const { detail, instance, code } = refusal.problem
  return (
    <p className="no" role="alert">
      {detail}
      {code.endsWith('/stale-version') ? '已重新载入最新的情况，你填的内容还在，核对后可再提交。' : ''}
      {instance ? <span className="cap"> 编号 {instance}</span> : null}
    </p>
  )
}
