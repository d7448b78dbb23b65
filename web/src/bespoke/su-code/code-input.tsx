import { useEffect, useRef, useState } from 'react'
import { hasCamera, watchCamera } from '../../../verify/camera.ts'
import { codesIn } from '../../../verify/codes-in.ts'

/** Codes from a scanner that types, from the camera, or from a picture. */
export function CodeInput({ take }: { take: (text: string) => unknown }) {
  const [text, setText] = useState('')
  const [says, setSays] = useState('')
  const [watching, setWatching] = useState(false)
  const stop = useRef<() => void>(undefined)
  const video = useRef<HTMLDivElement>(null)
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => {
    field.current?.focus()
    return () => stop.current?.()
  }, [])
  const hears = (code: string) => {
    setSays('')
    void take(code.trim())
  }
  const watch = async () => {
    if (!video.current) return
    setWatching(true)
    let last = ''
    try {
      stop.current = await watchCamera(video.current, (code) => {
        if (code !== last) hears(code)
        last = code
        return false
      })
    } catch {
      setWatching(false)
      setSays('没有打开摄像头：请在浏览器里允许使用摄像头，或者用扫码枪。')
    }
  }
  const look = async (picture: File | undefined) => {
    if (!picture) return
    const [code] = await codesIn(picture).catch(() => [])
    if (code) hears(code)
    else setSays('图片里没有找到码：请拍得近一些、正一些。')
  }
  return (
    <>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (text.trim()) hears(text)
          setText('')
        }}
      >
        <label>
          扫码枪对准这里
          <input
            ref={field}
            className="in-text"
            value={text}
            autoComplete="off"
            spellCheck={false}
            onChange={(event) => setText(event.target.value)}
          />
        </label>
        <button type="submit" className="bt p">
          核验
        </button>
        {watching ? (
          <button
            type="button"
            className="bt"
            onClick={() => {
              stop.current?.()
              setWatching(false)
            }}
          >
            关闭摄像头
          </button>
        ) : hasCamera() ? (
          <button type="button" className="bt" onClick={() => void watch()}>
            用摄像头扫
          </button>
        ) : null}
        <label className="file">
          或者选一张图片
          <input type="file" accept="image/*" onChange={(event) => void look(event.target.files?.[0])} />
        </label>
      </form>
      <div ref={video} />
      {says ? <p className="wrong">{says}</p> : null}
    </>
  )
}
