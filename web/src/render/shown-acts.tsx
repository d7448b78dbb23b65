import { createContext, useContext, useState, type ReactNode } from 'react'
import { today } from '../../../kernel/field/today.ts'
import type { FieldFace, ShownActFace } from '../../../platform/manifest.ts'
import { AntdFrame } from '../look/antd-frame.tsx'
import { AskInPlace } from '../look/ask-in-place.tsx'
import { wall } from '../look/dates.ts'
import { useOnce } from '../look/once.ts'
import { ShownOnce } from '../look/shown-once.tsx'
import { send } from '../shell/api.ts'
import { queryClient } from '../shell/queries.ts'
import { useNow } from '../shell/reader.ts'
import { DeclaredForm } from './declared-form.tsx'
import { SheetWork } from './list-work.tsx'
import { pathFrom, sayOf, type Row } from './shown-words.ts'
import { standsSo } from './stands.ts'

/** The one form that is open on a page, by its act and the path that it leads to. */
export const OpenForm = createContext<[open: string | null, turn: (to: string | null) => void]>([null, () => undefined])

/** The rows of the list around, as what may be chosen among them. */
export const RowsAround = createContext<Record<string, string>>({})

/** Reads anew whatever pages of routes show. */
const renewShown = () => queryClient.invalidateQueries({ queryKey: ['shown'] })

type Sent = NonNullable<ShownActFace['method']>

interface Once {
  title: string
  secret: string
  says: string
}

/**
 * What may be done to a row, or above a list: its buttons, and what they open below.
 * @param rows the row, then what it stands in. @param called what it is called
 */
export function useActs(props: { acts: ShownActFace[]; rows: readonly Row[]; called?: string }): {
  buttons: ReactNode[]
  below: ReactNode
} {
  const { acts, rows, called } = props
  const [open, turn] = useContext(OpenForm)
  const [once, setOnce] = useState<Once>()
  const [told, setTold] = useState('')
  const around = useContext(RowsAround)
  const now = useNow()
  const [row = {}] = rows
  const offered = acts.filter(
    ({ when, unless }) => (!when || standsSo(row, when)) && !(unless && standsSo(row, unless)),
  )
  const placed = offered.map((act) => ({ act, path: pathFrom(act.path, rows) }))
  const keyOf = ({ act, path }: (typeof placed)[number]) => `${act.title} ${path}`
  const does = (act: ShownActFace, method: Sent, path: string) => async (typed: Row, key?: string) => {
    const body = { ...Object.fromEntries((act.sends ?? []).map((name) => [name, row[name]])), ...typed }
    const asks = Object.keys(act.fields).length > 0 || Object.keys(body).length > 0
    const answer = await send<Row | undefined>(method, `/${path}`, asks ? body : undefined, { ...(key && { key }) })
    const { once: told } = act
    const secret = told && answer?.[told.field]
    if (told && secret)
      setOnce({ title: sayOf(told.title, [typed, answer ?? {}, ...rows]), secret: String(secret), says: told.says })
    return secret
  }
  const opened = placed.find((one) => keyOf(one) === open)
  const sheet = opened?.act.sheet ? opened : undefined
  const form = !sheet && opened?.act.method ? { ...opened, method: opened.act.method } : undefined
  const buttons = placed.map((one) => {
    const { act, path } = one
    const { method } = act
    const key = keyOf(one)
    if (method === null)
      return (
        <a key={key} className="bt q" href={`/api/${path}`} download>
          {act.title}
        </a>
      )
    if (act.sheet || Object.keys(act.fields).length > 0)
      return (
        <button
          key={key}
          type="button"
          className={called ? 'bt q' : 'bt p'}
          aria-expanded={opened === one}
          aria-label={called ? `${act.title}“${called}”` : undefined}
          disabled={once !== undefined}
          onClick={() => {
            setTold('')
            turn(opened === one ? null : key)
          }}
        >
          {act.title}
        </button>
      )
    if (act.says || method === 'DELETE')
      return (
        <AskInPlace
          key={key}
          quiet
          word={act.title}
          {...(act.sure && { sure: act.sure })}
          what={called ?? ''}
          says={act.says ?? ''}
          act={() => does(act, method, path)({})}
          renew={renewShown}
        />
      )
    return <Press key={key} act={act} called={called} does={() => does(act, method, path)({})} />
  })
  const below = (
    <>
      {sheet ? (
        <SheetWork
          title={called ? `${sheet.act.title}“${called}”` : sheet.act.title}
          sheets={[{ ...{ name: sheet.path, title: sheet.act.title, path: `/${sheet.path}` }, says: sheetSays }]}
          close={() => turn(null)}
        />
      ) : null}
      {form ? (
        <AntdFrame>
          <DeclaredForm
            key={open}
            draft={`shown:${form.method} ${form.path}`}
            called={called ? `${form.act.title}“${called}”` : form.act.title}
            fields={chosenAmong(form.act, around, row['id'])}
            only={form.act.only}
            initial={{ ...(form.method === 'PATCH' && row), ...startsOf(form.act, wall(now).date) }}
            says={form.act.says}
            submit={form.act.sure ?? (called ? `确定${form.act.title}` : form.act.title)}
            cancel={() => turn(null)}
            send={async (typed, key) => {
              const secret = await does(form.act, form.method, form.path)(typed, key)
              if (!secret && !called) setTold(`已${form.act.title}。`)
            }}
            done={() => {
              turn(null)
              void renewShown()
            }}
          />
        </AntdFrame>
      ) : null}
      {once ? <ShownOnce {...once} kept={() => setOnce(undefined)} /> : null}
      {told ? <p role="status">{told}</p> : null}
    </>
  )
  return { buttons, below: sheet || form || once || told ? below : null }
}

const sheetSays = '空表一行一条，可选的内容列在表里。'

/** The fields of a form, those that are one of the rows beside it with their names. */
const chosenAmong = ({ fields, among = [] }: ShownActFace, around: Record<string, string>, own: unknown) => {
  const options = Object.fromEntries(Object.entries(around).filter(([id]) => id !== own))
  return { ...fields, ...Object.fromEntries(among.flatMap((name) => choice(name, fields[name], options))) }
}

const noChoice = { '': '不选' }

const choice = (name: string, field: FieldFace | undefined, options: Record<string, string>) =>
  field
    ? [
        [
          name,
          { ...field, widget: 'choice' as const, options: { ...(!field.required && noChoice), ...options } },
        ] as const,
      ]
    : []

/** What a form begins with, days as they are today. */
const startsOf = ({ fields, starts = {} }: ShownActFace, day: string) =>
  Object.fromEntries(
    Object.entries(starts).map(([name, value]) => [
      name,
      fields[name]?.widget === 'date' && value === today ? day : value,
    ]),
  )

/** What is done at one press; a refusal is told beside it. */
function Press({ act, called, does }: { act: ShownActFace; called: string | undefined; does: () => Promise<unknown> }) {
  const doing = useOnce(does, renewShown)
  return (
    <>
      <button
        type="button"
        className="bt"
        aria-label={called ? `${act.title}“${called}”` : undefined}
        disabled={doing.isPending}
        onClick={() => doing.mutate(undefined)}
      >
        {act.title}
      </button>
      {doing.error ? (
        <span className="wrong" role="alert">
          {doing.error.message}
        </span>
      ) : null}
    </>
  )
}
