import { useState } from 'react'
import type { Option } from '../render/options.ts'
import { tied, type WidgetProps } from '../render/tied.ts'

/** Options that stand one under the other; more are found by their words. */
const few = 8

/** One of some options, or several: each as large as a thumb, found by a part of its words where there are many. */
export function Pick(
  props: WidgetProps & {
    options: Option[]
    many?: boolean
    named?: string
    /** Told what is typed, where these are what was found by it. */
    seek?: (words: string) => void
    /** Whether what was typed is still being sought. */
    busy?: boolean
  },
) {
  const { name, field, options, value, set, many, named, seek, busy } = props
  const [typed, setTyped] = useState('')
  const chosen = Array.isArray(value) ? (value as unknown[]) : value === null || value === undefined ? [] : [value]
  const long = options.length > few || typed !== ''
  const said = typed.trim()
  const found = options.filter((one) => chosen.includes(one.value) || seek || one.label.includes(said))
  const shown = long ? found.toSorted((a, b) => place(b) - place(a)).slice(0, few) : options
  function place(one: Option): number {
    return Number(chosen.includes(one.value))
  }
  const choose = (one: Option) => {
    if (!many) return set(one.value)
    set(chosen.includes(one.value) ? chosen.filter((other) => other !== one.value) : [...chosen, one.value])
  }
  const { status: _, ...ties } = tied(props)
  return (
    <>
      {long ? (
        <input
          className="in"
          type="search"
          aria-label={`找${named ?? field.label}`}
          placeholder="打几个字来找"
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value)
            seek?.(event.target.value)
          }}
        />
      ) : null}
      <div
        className="rd"
        role={many ? 'group' : 'radiogroup'}
        aria-labelledby={named ? undefined : `l-${name}`}
        aria-label={named}
        aria-describedby={ties['aria-describedby']}
        aria-invalid={many ? undefined : ties['aria-invalid']}
      >
        {shown.map((one, at) => (
          <label key={String(one.value)}>
            <input
              {...(at === 0 && { id: ties.id })}
              type={many ? 'checkbox' : 'radio'}
              name={`${name}${named ?? ''}`}
              checked={chosen.includes(one.value)}
              onChange={() => choose(one)}
            />
            <span>
              {one.label}
              {one.says ? <small>{one.says}</small> : null}
            </span>
          </label>
        ))}
      </div>
      {long && found.length > shown.length ? (
        <p className="cap">还有 {found.length - shown.length} 个，打几个字来找。</p>
      ) : null}
      {long && said && found.length === 0 ? <p className="cap">{busy ? '正在找' : '没有这个名称。'}</p> : null}
      {!field.required && chosen.length > 0 && !many ? (
        <button type="button" className="lnk" onClick={() => set(null)}>
          不选了
        </button>
      ) : null}
    </>
  )
}
