import { useCallback, useEffect, useState } from 'react'
import { Icon } from '../../look/icon.tsx'
import { SearchLayer } from './search-layer.tsx'
import './search.css'

const mac = /Mac|iPhone|iPad/.test(navigator.platform)

/** The field in the top bar that opens search; Ctrl or ⌘ K opens it from anywhere. */
export function SearchBox() {
  const [open, setOpen] = useState(false)
  const close = useCallback(() => setOpen(false), [])
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return
      event.preventDefault()
      setOpen(true)
    }
    addEventListener('keydown', press)
    return () => removeEventListener('keydown', press)
  }, [])
  return (
    <>
      <button
        type="button"
        className="find"
        aria-haspopup="dialog"
        aria-keyshortcuts={mac ? 'Meta+K' : 'Control+K'}
        onClick={() => setOpen(true)}
      >
        <Icon name="find" />
        <span>搜登记、办件、系统</span>
        <kbd aria-hidden="true">{mac ? '⌘ K' : 'Ctrl K'}</kbd>
      </button>
      {open ? <SearchLayer close={close} /> : null}
    </>
  )
}
