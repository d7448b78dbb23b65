import { useMutation } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { send } from '../shell/api.ts'

/** How long a number stands on the screen, in milliseconds. */
const shownFor = 60_000

/**
 * A sealed number: its mask, and for those who may the way to the whole number, once they say what for. The number stays a
 * minute, is not printed, and is kept nowhere.
 * @param purpose what the reader said last on this page
 */
export function SealedNumber(props: {
  register: string
  id: string
  name: string
  label: string
  mask: string
  purpose: string
  setPurpose: (purpose: string) => void
}) {
  const { register, id, name, label, mask, purpose, setPurpose } = props
  const [asking, setAsking] = useState(false)
  // Who puts the number or the question away by hand goes on from where they were.
  const [back, setBack] = useState(false)
  const reveal = useMutation({
    gcTime: 0,
    mutationFn: async (said: string) => {
      const body = { fields: [name], purpose: said }
      return (await send<Record<string, string>>('POST', `/registers/${register}/${id}/reveal`, body))[name] ?? ''
    },
    onSuccess: () => setAsking(false),
  })
  const { data: number, reset } = reveal
  useEffect(() => {
    if (number === undefined) return
    const timer = setTimeout(reset, shownFor)
    return () => clearTimeout(timer)
  }, [number, reset])

  const away = () => {
    setAsking(false)
    setBack(true)
    reset()
  }
  if (number !== undefined)
    return (
      <div className="sealed">
        <span className="mask">{mask}</span>
        <span role="status" className="no-print">
          <span className="n whole">{number}</span>
          <span className="cap n">一分钟后自动遮蔽</span>
        </span>
        <button type="button" className="bt q no-print" ref={focusOn} onClick={away}>
          现在遮蔽
        </button>
      </div>
    )
  return (
    <div className="sealed">
      <span className="n">{mask}</span>
      {asking ? (
        <form
          className="no-print"
          onSubmit={(event) => {
            event.preventDefault()
            reveal.mutate(purpose.trim())
          }}
        >
          <p className="cap">查看会连同用途记下来，本人看得到。</p>
          <label>
            <span className="cap">查看{label}的用途</span>
            <input
              className="in-text"
              ref={focusOn}
              value={purpose}
              onChange={(event) => setPurpose(event.target.value)}
              minLength={2}
              maxLength={200}
              pattern=".*\S.*\S.*"
              title="至少两个字"
              autoComplete="off"
              required
            />
          </label>
          <div className="do">
            <button type="submit" className="bt p" disabled={reveal.isPending}>
              记录并查看
            </button>
            <button type="button" className="bt q" onClick={away}>
              不看了
            </button>
          </div>
          {reveal.error ? (
            <p className="wrong" role="alert">
              {reveal.error.message}
            </p>
          ) : null}
        </form>
      ) : (
        <button
          type="button"
          className="bt q no-print"
          aria-label={`查看完整号码：${label}`}
          ref={back ? focusOn : null}
          onClick={() => setAsking(true)}
        >
          查看完整号码
        </button>
      )}
    </div>
  )
}

const focusOn = (element: HTMLElement | null) => element?.focus()
