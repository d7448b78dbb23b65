import { useId, useState, type ReactNode } from 'react'
import { bareNumber } from './typed.ts'

/** What is said of a number: whether it holds, and in which words. */
export interface Said {
  holds: boolean
  words: string
}

/**
 * A number with a check character, checked as soon as it is whole; the form is not sent while it does not hold.
 * @param says is asked about the bare number, of 18 characters or of too many
 */
export function NumberInput(props: { name: string; label: ReactNode; says: (bare: string) => Said }) {
  const { name, label, says } = props
  const told = useId()
  const [typed, setTyped] = useState('')
  const [left, setLeft] = useState(false)
  const bare = bareNumber(typed)
  const short = bare.length < 18
  const said: Said | null =
    bare === '' ? null : short ? { holds: false, words: `还差 ${18 - bare.length} 位` } : says(bare)
  const shown = short && !left ? null : said
  return (
    <label className="num-in">
      {label}
      <input
        className="in-text"
        name={name}
        value={typed}
        required
        autoComplete="off"
        spellCheck={false}
        maxLength={40}
        aria-invalid={shown?.holds === false}
        aria-describedby={told}
        ref={(input) => input?.setCustomValidity(said && !said.holds ? said.words : '')}
        onChange={(event) => setTyped(event.target.value)}
        onFocus={() => setLeft(false)}
        onBlur={() => setLeft(true)}
      />
      <span id={told} role="status" className={shown?.holds === false ? 'wrong' : 'cap'}>
        {shown?.words}
      </span>
    </label>
  )
}
