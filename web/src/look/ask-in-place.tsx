import { useEffect, useId, useRef, useState, type ReactNode } from 'react'
import { useOnce } from './once.ts'
import './in-place.css'

/**
 * An act that is asked once more in place, with a sentence that says what it does; refused in place, done once.
 * @param word the act as a verb of two characters or a short phrase
 * @param sure the word that agrees, where “确定” before the act reads badly
 * @param what on what it is done, for whoever hears the page
 * @param act gets what was chosen among the children, if any
 * @param renew reads anew what the act changed, and what stood in its way
 */
export function AskInPlace(props: {
  word: string
  sure?: string
  what: string
  says: ReactNode
  act: (chosen: FormData) => Promise<unknown>
  renew: () => Promise<unknown>
  quiet?: boolean
  children?: ReactNode
}) {
  const { word, sure = `确定${word}`, what, says, act, renew, quiet = false, children } = props
  const [asking, setAsking] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  const opener = useRef<HTMLButtonElement>(null)
  const sentence = useId()
  const once = useOnce(act, async () => {
    close()
    await renew()
  })
  useEffect(() => {
    if (asking) form.current?.focus()
  }, [asking])
  function close() {
    setAsking(false)
    requestAnimationFrame(() => opener.current?.focus())
  }
  function leave() {
    if (once.isPending) return
    if (once.error) void renew()
    once.reset()
    close()
  }
  if (!asking)
    return (
      <button
        ref={opener}
        type="button"
        className={quiet ? 'bt q' : 'bt'}
        aria-label={`${word}“${what}”`}
        onClick={() => setAsking(true)}
      >
        {word}
      </button>
    )
  return (
    <form
      ref={form}
      className="ask"
      tabIndex={-1}
      aria-label={`${word}“${what}”`}
      aria-describedby={sentence}
      onKeyDown={(event) => {
        if (event.key === 'Escape') leave()
      }}
      onSubmit={(event) => {
        event.preventDefault()
        once.mutate(new FormData(event.currentTarget))
      }}
    >
      <span id={sentence}>{says}</span>
      {children}
      <button type="submit" className="bt" disabled={once.isPending}>
        {once.isPending ? `正在${word}` : sure}
      </button>
      <button type="button" className="bt q" disabled={once.isPending} onClick={leave}>
        不{word}了
      </button>
      {once.error ? (
        <span className="wrong" role="alert">
          {once.error.message}
        </span>
      ) : null}
    </form>
  )
}
