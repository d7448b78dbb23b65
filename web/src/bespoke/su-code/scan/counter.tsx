import { useCallback, useEffect, useRef, useState } from 'react'
import { clockWords, toTheSecond } from '../../../look/dates.ts'
import { useNames } from '../../../shell/reader.ts'
import { CameraEye } from './camera-eye.tsx'
import { useContact } from './contact.ts'
import { device } from './device.ts'
import { Log } from './log.tsx'
import { OutcomeBoard } from './outcome-board.tsx'
import { fromPicture } from './picture.ts'
import { useTaking } from './take.ts'
import { queue } from './waiting.ts'

/** The counter's screen: what came of the last code, the ways to read the next, and what waits for a network. */
export function Counter() {
  const self = device.use()?.self
  const { agency } = useNames()
  const { away, lost, trouble } = useContact()
  const { outcome, take, clear } = useTaking(lost)
  const field = useRef<HTMLInputElement>(null)
  const [says, setSays] = useState('')
  const next = useCallback(() => {
    clear()
    field.current?.focus()
  }, [clear])
  useEffect(() => field.current?.focus(), [])
  return (
    <>
      {self ? (
        <p className="as">
          {self.purpose.title}，{agency(self.agency)}。告知：{self.purpose.gives.join('、')}。
        </p>
      ) : null}
      {away ? (
        <p className="warn" role="status">
          {self?.purpose.consent === 'shown'
            ? '没有网络。本机自己核验，记录留在本机，联网后补传。'
            : '没有网络。这种用途要持码人当场同意，联网后才能扫。'}
        </p>
      ) : null}
      {trouble ? (
        <p className="wrong" role="alert">
          {trouble}
        </p>
      ) : null}
      <OutcomeBoard outcome={outcome} gives={self?.purpose.gives ?? []} next={next} />
      <form
        className="read"
        onSubmit={(event) => {
          event.preventDefault()
          const typed = field.current?.value ?? ''
          event.currentTarget.reset()
          setSays('')
          void take(typed)
        }}
      >
        <label>
          扫码枪读到这里
          <input
            ref={field}
            className="in-text"
            name="code"
            autoComplete="off"
            autoCapitalize="off"
            spellCheck={false}
            lang="en"
          />
        </label>
        <button type="submit" className="bt">
          核验
        </button>
      </form>
      <div className="ways">
        <CameraEye take={take} busy={outcome.is === 'busy' || outcome.is === 'asked'} />
        <label className="bt">
          选一张照片
          <input
            className="sr"
            type="file"
            accept="image/*"
            onChange={async (event) => {
              const [file] = event.target.files ?? []
              event.target.value = ''
              if (!file) return
              const code = await fromPicture(file)
              setSays(code ? '' : '照片里没有找到二维码，请对正、靠近再拍一张。')
              if (code) void take(code)
            }}
          />
        </label>
      </div>
      {says ? (
        <p className="wrong" role="alert">
          {says}
        </p>
      ) : null}
      <Waits />
      <Log after={outcome.is} away={away} />
    </>
  )
}

/** What the device decided by itself and still has to hand in, and what the city did not take. */
function Waits() {
  const { waiting, refused } = queue.use()
  return (
    <>
      {waiting.length > 0 ? (
        <p className="m" role="status">
          {waiting.length} 条离线记录等待补传，最早一条是 {clockWords(waiting[0]?.at ?? '')} 的。
        </p>
      ) : null}
      {refused.length > 0 ? (
        <section aria-labelledby="not-taken">
          <h2 id="not-taken">补传没有收下的 {refused.length} 条</h2>
          <ul>
            {refused.slice(0, 20).map((one, i) => (
              <li key={`${one.at} ${i}`}>
                <time>{toTheSecond(one.at)}</time> {one.says}
              </li>
            ))}
          </ul>
          <button type="button" className="bt" onClick={() => queue.set({ ...queue.now(), refused: [] })}>
            知道了，清除
          </button>
        </section>
      ) : null}
    </>
  )
}
