import { useState } from 'react'

/** Choices to tick, each with a hint; whoever needs to know what is ticked holds it. @param always is ticked and stays so */
export function ChoiceBoxes(props: {
  legend: string
  name: string
  of: Record<string, { title: string; hint: string }>
  start?: readonly string[]
  chosen?: readonly string[]
  choose?: (chosen: readonly string[]) => void
  always?: string
}) {
  const { legend, name, of, always } = props
  const [own, setOwn] = useState(props.start ?? [])
  const chosen = props.chosen ?? own
  const choose = props.choose ?? setOwn
  return (
    <fieldset className="w">
      <legend>{legend}</legend>
      {Object.entries(of).map(([value, { title, hint }]) => (
        <label key={value}>
          <input
            type="checkbox"
            name={name}
            value={value}
            checked={chosen.includes(value)}
            aria-disabled={value === always}
            onChange={(event) => {
              if (value === always) return
              choose(event.target.checked ? [...chosen, value] : chosen.filter((one) => one !== value))
            }}
          />
          <span>
            {title}
            <span className="cap">{hint}</span>
          </span>
        </label>
      ))}
    </fieldset>
  )
}
