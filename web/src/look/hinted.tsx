import { useId, type ReactNode } from 'react'
import './in-place.css'

/** A field with its label and, below, what it means; a reader of screens hears the hint after the name. */
export function Hinted(props: {
  label: string
  hint: ReactNode
  wide?: boolean
  children: (named: { id: string; 'aria-describedby': string }) => ReactNode
}) {
  const id = useId()
  return (
    <div className={props.wide ? 'fld w' : 'fld'}>
      <label htmlFor={id}>{props.label}</label>
      {props.children({ id, 'aria-describedby': `${id}-hint` })}
      <span id={`${id}-hint`} className="cap">
        {props.hint}
      </span>
    </div>
  )
}
