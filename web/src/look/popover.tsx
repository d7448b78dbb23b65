import { useEffect, useId, useLayoutEffect, useRef, useState, type ReactNode } from 'react'
import './sentence.css'

/** A button that opens a small layer beside it; Esc or a press elsewhere closes it and focus returns. */
export function Popover(props: {
  label: ReactNode
  className?: string
  name?: string
  children: (close: () => void) => ReactNode
}) {
  const { label, className, name, children } = props
  const [open, setOpen] = useState(false)
  const [end, setEnd] = useState(false)
  const frame = useRef<HTMLSpanElement>(null)
  const layer = useRef<HTMLDivElement>(null)
  const id = useId()
  const close = () => {
    setOpen(false)
    frame.current?.querySelector('button')?.focus()
  }
  useLayoutEffect(() => {
    if (!open || !frame.current || !layer.current) return setEnd(false)
    setEnd(frame.current.getBoundingClientRect().left + layer.current.offsetWidth > innerWidth - 12)
    layer.current.querySelector<HTMLElement>('input, button, a')?.focus()
  }, [open])
  useEffect(() => {
    if (!open) return
    const away = (event: Event) => {
      if (!frame.current?.contains(event.target as Node)) setOpen(false)
    }
    addEventListener('pointerdown', away)
    addEventListener('focusin', away)
    return () => {
      removeEventListener('pointerdown', away)
      removeEventListener('focusin', away)
    }
  }, [open])
  return (
    <span
      className="fcw"
      ref={frame}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !open) return
        event.stopPropagation()
        close()
      }}
    >
      <button
        type="button"
        className={className ?? 'fc'}
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        onClick={() => setOpen(!open)}
      >
        {label}
      </button>
      {open ? (
        <div id={id} ref={layer} className={end ? 'pop end' : 'pop'} role="group" aria-label={name ?? '选项'}>
          {children(close)}
        </div>
      ) : null}
    </span>
  )
}
