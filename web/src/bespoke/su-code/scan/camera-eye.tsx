import { useEffect, useRef, useState } from 'react'
import { hasCamera, watchCamera } from '../../../../verify/camera.ts'

/** A code in view counts once, until it was taken away for so long. */
const awayMs = 2000

/** Reads codes with the camera while it is open. @param busy a scan is under way: what is seen is not taken */
export function CameraEye({ take, busy }: { take: (code: string) => unknown; busy: boolean }) {
  const [open, setOpen] = useState(false)
  const [says, setSays] = useState('')
  const view = useRef<HTMLDivElement>(null)
  const now = useRef({ take, busy })
  now.current = { take, busy }
  useEffect(() => {
    if (!open || !view.current) return
    let wanted = true
    let stop: (() => void) | undefined
    let seen = 0
    const hear = (code: string) => {
      const fresh = Date.now() - seen > awayMs
      seen = Date.now()
      if (fresh && !now.current.busy) now.current.take(code)
      return false
    }
    watchCamera(view.current, hear).then(
      (end) => {
        stop = end
        if (!wanted) end()
      },
      () => {
        setSays('摄像头没有打开。请在浏览器里允许本页使用，或改用扫码枪、照片。')
        setOpen(false)
      },
    )
    return () => {
      wanted = false
      stop?.()
    }
  }, [open])
  if (!hasCamera()) return null
  return (
    <>
      <div className="view" ref={view} hidden={!open} />
      <button
        type="button"
        className="bt"
        aria-pressed={open}
        onClick={() => {
          setSays('')
          setOpen(!open)
        }}
      >
        {open ? '关上摄像头' : '用摄像头读码'}
      </button>
      {says ? (
        <p className="wrong" role="alert">
          {says}
        </p>
      ) : null}
    </>
  )
}
