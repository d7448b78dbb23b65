import { useState, type ReactNode } from 'react'
import { Icon } from './icon.tsx'
import { Popover } from './popover.tsx'
import './sentence.css'

export interface Choice {
  value: string
  title: string
}

/** One condition of the sentence. Pick: some of the choices. Range: two days. Between: two figures. Words: exact text. */
export type Condition = {
  name: string
  label: string
  /** Words before and after the chip, so that the whole reads as one sentence. */
  before?: string
  after?: string
} & (
  | {
      kind: 'pick'
      choices: Choice[]
      single?: boolean
      value: string[]
      /** Told what is typed, where the choices are what was found by it. */
      seek?: (words: string) => void
      /** Whether what was typed is still being sought. */
      busy?: boolean
    }
  | { kind: 'range'; presets: { title: string; from?: string; until?: string }[]; from: string; until: string }
  | {
      kind: 'between'
      from: string
      until: string
      unit: string
      /** A figure as people see and type it. */
      typed: (kept: string) => string
      /** What was typed, as the address keeps it; undefined for what is no figure. */
      kept: (typed: string) => string | undefined
    }
  | { kind: 'words'; value: string }
)

/** What a condition changes in the address: query names and their new values, empty to take one away. */
export type Change = Record<string, string>

/** Filters as a sentence: each chip opens its choices, and the address carries them. */
export function SentenceFilters(props: {
  opening: string
  closing: string
  conditions: Condition[]
  more: Condition[]
  change: (change: Change) => void
}) {
  const { opening, closing, conditions, more, change } = props
  const chosen = more.filter(isSet)
  const rest = more.filter((one) => !isSet(one))
  const shown = [...conditions, ...chosen]
  return (
    <div className="say" role="group" aria-label="筛选">
      {opening}
      {shown.map((one, at) => (
        <span key={one.name} className={isSet(one) ? 'cnd' : 'cnd any'}>
          {isSet(one) ? one.before : null}
          <Popover
            name={one.label}
            className={isSet(one) ? 'fc' : 'fc any'}
            label={
              <>
                <span>{conditionWords(one)}</span>
                <Icon name="down" />
              </>
            }
          >
            {(close) => <Chooser condition={one} change={change} close={close} />}
          </Popover>
          {one.after ? (
            <span className="n">{at === shown.length - 1 ? one.after.replace(/[、，]$/, '') : one.after}</span>
          ) : null}
        </span>
      ))}
      {closing}
      {rest.length > 0 ? (
        <Popover name="加一个条件" className="fc add" label="加一个条件">
          {(close) => <Adder conditions={more} rest={rest} change={change} close={close} />}
        </Popover>
      ) : null}
    </div>
  )
}

function Adder(props: {
  conditions: Condition[]
  rest: Condition[]
  change: (change: Change) => void
  close: () => void
}) {
  const { conditions, rest, change, close } = props
  const [name, setName] = useState<string | null>(null)
  const added = conditions.find((one) => one.name === name)
  if (added) return <Chooser condition={added} change={change} close={close} />
  return rest.map((one) => (
    <button key={one.name} type="button" className="opt" onClick={() => setName(one.name)}>
      {one.label}
    </button>
  ))
}

function Chooser({
  condition,
  change,
  close,
}: {
  condition: Condition
  change: (change: Change) => void
  close: () => void
}) {
  if (condition.kind === 'pick') return <PickChooser condition={condition} change={change} close={close} />
  if (condition.kind === 'range') return <RangeChooser condition={condition} change={change} close={close} />
  if (condition.kind === 'between') return <BetweenChooser condition={condition} change={change} close={close} />
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        change({ [condition.name]: String(new FormData(event.currentTarget).get('words') ?? '').trim() })
        close()
      }}
    >
      <label className="f">
        {condition.label}
        <input className="in-text" name="words" defaultValue={condition.value} />
      </label>
      <Foot clear={() => (change({ [condition.name]: '' }), close())} />
    </form>
  )
}

function PickChooser(props: {
  condition: Condition & { kind: 'pick' }
  change: (change: Change) => void
  close: () => void
}) {
  const { condition, change, close } = props
  const [sought, setSought] = useState('')
  const { choices, value, name, single } = condition
  const shown = condition.seek ? choices : choices.filter((choice) => choice.title.includes(sought.trim()))
  const set = (values: string[]) => change({ [name]: values.join(',') })
  return (
    <>
      {choices.length > 10 || sought !== '' ? (
        <input
          className="in-text"
          placeholder="按名称找"
          aria-label={`在${condition.label}中找`}
          value={sought}
          onChange={(event) => {
            setSought(event.target.value)
            condition.seek?.(event.target.value)
          }}
        />
      ) : null}
      <button type="button" className="opt" aria-pressed={value.length === 0} onClick={() => (set([]), close())}>
        不限
      </button>
      {shown.map((choice) =>
        single ? (
          <button
            key={choice.value}
            type="button"
            className="opt"
            aria-pressed={value.includes(choice.value)}
            onClick={() => (set([choice.value]), close())}
          >
            {choice.title}
          </button>
        ) : (
          <label key={choice.value} className="opt">
            <input
              type="checkbox"
              checked={value.includes(choice.value)}
              onChange={(event) =>
                set(event.target.checked ? [...value, choice.value] : value.filter((one) => one !== choice.value))
              }
            />
            {choice.title}
          </label>
        ),
      )}
      {shown.length === 0 ? <p className="cap">{condition.busy ? '正在找' : `没有名称含“${sought}”的`}</p> : null}
    </>
  )
}

function RangeChooser(props: {
  condition: Condition & { kind: 'range' }
  change: (change: Change) => void
  close: () => void
}) {
  const { condition, change, close } = props
  const { name, presets, from, until } = condition
  const set = (newFrom: string, newUntil: string) => change({ [`${name}.from`]: newFrom, [`${name}.until`]: newUntil })
  return (
    <>
      <button type="button" className="opt" aria-pressed={!from && !until} onClick={() => (set('', ''), close())}>
        不限
      </button>
      {presets.map((one) => (
        <button
          key={one.title}
          type="button"
          className="opt"
          aria-pressed={(one.from ?? '') === from && (one.until ?? '') === until}
          onClick={() => (set(one.from ?? '', one.until ?? ''), close())}
        >
          {one.title}
        </button>
      ))}
      <hr />
      <label className="f">
        自
        <input
          className="in-text"
          type="date"
          value={from}
          max={until || undefined}
          onChange={(event) => set(event.target.value, until)}
        />
      </label>
      <label className="f">
        至
        <input
          className="in-text"
          type="date"
          value={until}
          min={from || undefined}
          onChange={(event) => set(from, event.target.value)}
        />
      </label>
    </>
  )
}

function BetweenChooser(props: {
  condition: Condition & { kind: 'between' }
  change: (change: Change) => void
  close: () => void
}) {
  const { condition, change, close } = props
  const { name, label, unit, typed, kept } = condition
  const [wrong, setWrong] = useState(false)
  const edges = [
    ['from', '不少于', condition.from],
    ['until', '不多于', condition.until],
  ] as const
  const say = (form: HTMLFormElement) => {
    const said = edges.map(([edge]) => String(new FormData(form).get(edge) ?? '').trim())
    const [from, until] = said.map((one) => (one === '' ? '' : kept(one)))
    if (from === undefined || until === undefined) return setWrong(true)
    change({ [`${name}.from`]: from, [`${name}.until`]: until })
    close()
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        say(event.currentTarget)
      }}
    >
      {edges.map(([edge, words, value]) => (
        <label className="f" key={edge}>
          {words}（{unit}）
          <input
            className="in-text"
            name={edge}
            inputMode="decimal"
            aria-label={`${label}${words}`}
            defaultValue={value === '' ? '' : typed(value)}
          />
        </label>
      ))}
      {wrong ? (
        <p className="bad" role="alert">
          写作 1200.00 的样子
        </p>
      ) : null}
      <Foot clear={() => (change({ [`${name}.from`]: '', [`${name}.until`]: '' }), close())} />
    </form>
  )
}

function Foot({ clear }: { clear: () => void }): ReactNode {
  return (
    <div className="bar">
      <button type="button" className="bt q" onClick={clear}>
        不限
      </button>
      <button type="submit" className="bt p">
        看
      </button>
    </div>
  )
}

function isSet(condition: Condition): boolean {
  if (condition.kind === 'pick') return condition.value.length > 0
  return condition.kind === 'words' ? condition.value !== '' : Boolean(condition.from || condition.until)
}

function conditionWords(condition: Condition): string {
  if (!isSet(condition)) return `不限${condition.label}`
  if (condition.kind === 'words') return condition.value
  if (condition.kind === 'pick') {
    const titles = condition.value.map((value) => condition.choices.find((one) => one.value === value)?.title ?? '…')
    return titles.length > 3 ? `${titles.slice(0, 2).join('、')}等 ${titles.length} 项` : titles.join('或')
  }
  if (condition.kind === 'between') {
    const [from, until] = [condition.from, condition.until].map((one) => one && condition.typed(one))
    if (from && until) return `${from} 至 ${until} ${condition.unit}`
    return from ? `不少于 ${from} ${condition.unit}` : `不多于 ${until} ${condition.unit}`
  }
  const { presets, from, until } = condition
  const preset = presets.find((one) => (one.from ?? '') === from && (one.until ?? '') === until)
  if (preset) return preset.title
  if (from && until) return `${from} 至 ${until}`
  return from ? `${from} 起` : `${until} 前`
}
