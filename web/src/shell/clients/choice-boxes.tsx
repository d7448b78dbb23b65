import { useId, useState } from 'react'

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
  const id = useId()
  const [own, setOwn] = useState(props.start ?? [])
  const chosen = props.chosen ?? own
  const choose = props.choose ?? setOwn
  return (
    <fieldset className="w">
      <legend>{legend}</legend>
      {Object.entries(of).map(([value, { title, hint }], turn) => (
        <div key={value} className="box">
          <input
            id={`${id}-${turn}`}
            type="checkbox"
            name={name}
            value={value}
            checked={chosen.includes(value)}
            aria-describedby={`${id}-${turn}-hint`}
            aria-disabled={value === always}
            onChange={(event) => {
              if (value === always) return
              choose(event.target.checked ? [...chosen, value] : chosen.filter((one) => one !== value))
            }}
          />
          <label htmlFor={`${id}-${turn}`}>{title}</label>
          <span id={`${id}-${turn}-hint`} className="cap">
            {hint}
          </span>
        </div>
      ))}
    </fieldset>
  )
}
