import { useState, type ReactNode } from 'react'
import './drop.css'

/** A place to choose files or to drop them. */
export function Drop(props: {
  take: (files: File[]) => void
  children: ReactNode
  id?: string
  accept?: string
  many?: boolean
  busy?: boolean
  /** Stands alone in the middle of a page. */
  large?: boolean
  labelledBy?: string
  describedBy?: string | undefined
}) {
  const { take, children, id, accept, many = false, busy = false, large, labelledBy, describedBy } = props
  const [over, setOver] = useState(false)
  return (
    <label
      className={`drop${large ? ' large' : ''}${over ? ' over' : ''}`}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault()
        setOver(false)
        if (!busy) take([...event.dataTransfer.files].slice(0, many ? undefined : 1))
      }}
    >
      <input
        id={id}
        type="file"
        accept={accept}
        multiple={many}
        disabled={busy}
        aria-labelledby={labelledBy}
        aria-describedby={describedBy}
        onChange={(event) => {
          take([...(event.target.files ?? [])])
          event.target.value = ''
        }}
      />
      {children}
    </label>
  )
}
