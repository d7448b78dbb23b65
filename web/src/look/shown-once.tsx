import { useEffect, useRef, useState, type ReactNode } from 'react'
import './in-place.css'

/** A secret that is shown this one time: to copy, to put away; the browser asks before the page is left with it. */
export function ShownOnce(props: { title: string; secret: string; says: ReactNode; kept: () => void }) {
  const { title, secret, says, kept } = props
  const [told, setTold] = useState('')
  const frame = useRef<HTMLElement>(null)
  const words = useRef<HTMLElement>(null)
  useEffect(() => {
    frame.current?.focus()
    const warn = (event: BeforeUnloadEvent) => event.preventDefault()
    addEventListener('beforeunload', warn)
    return () => removeEventListener('beforeunload', warn)
  }, [])
  async function copy() {
    try {
      await navigator.clipboard.writeText(secret)
      setTold('已复制')
    } catch {
      if (words.current) getSelection()?.selectAllChildren(words.current)
      setTold('浏览器不让复制，已经选中，请按 Ctrl+C')
    }
  }
  return (
    <section ref={frame} className="once" tabIndex={-1} aria-label={title}>
      <p>
        <b>{title}</b>
      </p>
      <p className="words">
        <code ref={words}>{secret}</code>
      </p>
      <p>{says}</p>
      <p className="do">
        <button type="button" className="bt p" onClick={() => void copy()}>
          复制
        </button>
        <button type="button" className="bt" onClick={kept}>
          已经存好，收起
        </button>
        <span role="status">{told}</span>
      </p>
    </section>
  )
}
