import { useState } from 'react'
import { useNavigate } from 'react-router'

/** Where somebody says what they want in their own words. */
export function Find({ said = '' }: { said?: string }) {
  const [typed, setTyped] = useState(said)
  const navigate = useNavigate()
  return (
    <form
      role="search"
      className="ct-find"
      onSubmit={(event) => {
        event.preventDefault()
        if (typed.trim()) void navigate(`/find?q=${encodeURIComponent(typed.trim())}`)
      }}
    >
      <input
        className="in"
        type="search"
        aria-label="要办什么事"
        placeholder="用自己的话说，如“开饭店”"
        maxLength={60}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      <button type="submit" className="go">
        找
      </button>
    </form>
  )
}
