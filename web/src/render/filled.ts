import { useIsMutating } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import type { FieldFace } from '../../../platform/manifest.ts'
import { Refusal, newKey, uploads } from '../shell/api.ts'
import { kept, keeps } from '../shell/kept.ts'
import { shelfNamed, type Shelf } from './drafts.ts'
import { standsSo, type Stands } from './stands.ts'
import { answerOf, faultOf, faultsAtFields, isBlank } from './faults.ts'
import { gathered, useQuestions } from './questions.ts'

type Values = Record<string, unknown>

/**
 * What is filled in and sent of declared fields, whatever draws them. What is typed is kept on the device until it is
 * sent, and so is the key under which it was sent: neither a second press nor a reload acts twice.
 */
export function useFilled(props: {
  draft: string
  /** Where what is typed is kept; without it on this device, under the draft's name. */
  shelf?: Shelf | undefined
  fields: Record<string, FieldFace>
  /** Fields that are asked only where others are answered so. */
  only?: Record<string, Stands> | undefined
  initial?: Values | undefined
  /** Sends; the key is the same for every retry of the same content. */
  send: (values: Values, key: string) => Promise<void>
  /** Called when it was sent and the draft is forgotten. */
  done: () => void
  /** Called when somebody was faster. */
  stale?: (() => void) | undefined
  /** Called with the first field that is at fault. */
  atFault: (name: string) => void
}) {
  const { draft, only = {}, initial = {}, send, done, stale, atFault } = props
  const slot = `key:${draft}`
  const shelf = props.shelf ?? shelfNamed(draft)
  const [found] = useState(() => shelf.read())
  const [touched, setTouched] = useState<Values>(() => found ?? {})
  const [restored, setRestored] = useState(found !== null)
  const [faults, setFaults] = useState<Record<string, string>>({})
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const [busy, setBusy] = useState(false)
  const uploading = useIsMutating({ mutationKey: uploads }) > 0
  const sending = useRef(false)
  const answered: Values = { ...initial, ...touched }
  const given = Object.fromEntries(
    Object.entries(props.fields).filter(([name]) => !only[name] || standsSo(answered, only[name])),
  )
  const { fields, begun, waiting } = useQuestions(given, answered)
  const values: Values = { ...begun, ...answered }

  const latest = useRef(touched)
  latest.current = touched
  // A file that arrives late sets its answer from where it was chosen: over what is typed by then, not over what was.
  const set = (name: string, value: unknown) => {
    const next = { ...latest.current, [name]: value }
    latest.current = next
    setTouched(next)
    // What may hold a private key by mistake is kept nowhere.
    const keeps = Object.entries(next).filter(([one]) => fields[one]?.widget !== 'publicKeys')
    const answered = keeps.map(([one, said]) => [one, fields[one] ? answerOf(fields[one], said) : said] as const)
    shelf.keep(Object.fromEntries(keeps), Object.fromEntries(answered))
    setFaults((now) => (now[name] ? { ...now, [name]: '' } : now))
  }
  const restart = () => {
    shelf.drop()
    keeps(slot, null)
    setTouched({})
    setFaults({})
    setRestored(false)
  }
  const lay = (laid: Record<string, string>) => {
    setFaults(laid)
    const first = Object.keys(fields).find((name) => laid[name])
    if (first) atFault(first)
    return first === undefined
  }
  /** Holds some answers, or all, against their declarations. @returns whether they fit */
  const fits = (names = Object.keys(fields)): boolean =>
    lay(
      Object.fromEntries(
        Object.entries(fields).flatMap(([name, field]) => {
          const fault = names.includes(name) ? faultOf(field, answerOf(field, values[name])) : null
          return fault ? [[name, fault]] : []
        }),
      ),
    )
  const go = async () => {
    if (sending.current || uploading || waiting || !fits()) return
    sending.current = true
    setBusy(true)
    setRefusal(null)
    const answers = gathered(
      given,
      Object.fromEntries(
        Object.entries(fields)
          .map(([name, field]) => [name, answerOf(field, values[name])] as const)
          .filter(([name, answer]) => answer !== null || !isBlank(initial[name])),
      ),
    )
    const key = kept<string>(slot) ?? newKey()
    keeps(slot, key)
    try {
      await send(answers, key)
      shelf.drop()
      keeps(slot, null)
      done()
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      const { problem } = error
      if (problem.status >= 400 && problem.status < 500) keeps(slot, null)
      if (problem.code.endsWith('/stale-version')) stale?.()
      setRefusal(error)
      lay(faultsAtFields(problem, fields))
    } finally {
      sending.current = false
      setBusy(false)
    }
  }
  return { fields, values, touched, faults, refusal, busy, uploading, restored, set, restart, fits, go }
}
