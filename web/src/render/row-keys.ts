import { useEffect, useRef, useState } from 'react'

/** J and K move along rows, Enter opens; silent while something is being typed or a control has the focus. */
export function useRowKeys(count: number, open: (at: number) => void): number | null {
  const [chosen, setChosen] = useState<number | null>(null)
  const opening = useRef(open)
  opening.current = open
  useEffect(() => setChosen(null), [count])
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || count === 0) return
      const target = event.target as HTMLElement
      if (target.closest('input, textarea, select, [contenteditable], dialog, .pop')) return
      const key = event.key.toLowerCase()
      if (key === 'j' || key === 'k') {
        event.preventDefault()
        const next = chosen === null ? 0 : Math.max(0, Math.min(count - 1, chosen + (key === 'j' ? 1 : -1)))
        setChosen(next)
        document.querySelector(`[data-row="${next}"]`)?.scrollIntoView({ block: 'nearest' })
      } else if (event.key === 'Enter' && chosen !== null && !target.closest('a, button')) {
        event.preventDefault()
        opening.current(chosen)
      }
    }
    addEventListener('keydown', press)
    return () => removeEventListener('keydown', press)
  }, [count, chosen])
  return chosen
}
