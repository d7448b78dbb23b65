import { useSecondsLeft } from '../seconds-left.ts'
import { device } from './device.ts'
import type { Outcome } from './take.ts'

type Tone = 'calm' | 'wait' | 'yes' | 'no'

/** What came of the last code, to be read from two metres away: a mark, a word, and what was told. */
export function OutcomeBoard({ outcome, gives, next }: { outcome: Outcome; gives: string[]; next: () => void }) {
  const { tone, mark, word } = faceOf(outcome)
  return (
    <section className="board" data-tone={tone} aria-label="核验结果">
      <div role="status">
        <h2>
          {mark ? (
            <span className="mark" aria-hidden="true">
              {mark}
            </span>
          ) : null}
          {word}
        </h2>
        <Details outcome={outcome} gives={gives} />
      </div>
      {outcome.is === 'asked' ? <Left until={outcome.until} /> : null}
      {outcome.is === 'ready' || outcome.is === 'busy' ? null : (
        <button type="button" className="bt p" onClick={next}>
          {outcome.is === 'asked' ? '不等了，下一位' : '下一位'}
        </button>
      )}
    </section>
  )
}

/** A no, or nothing to tell, is a fact too: it stands out, and a no is not shown as a pass. */
const lacks = (says: string) => says === '否' || says === '无'

function faceOf(outcome: Outcome): { tone: Tone; mark?: string; word: string } {
  switch (outcome.is) {
    case 'ready':
      return { tone: 'calm', word: '请出示苏服码' }
    case 'busy':
      return { tone: 'calm', word: '正在核验' }
    case 'asked':
      return { tone: 'wait', mark: '…', word: '等持码人同意' }
    case 'told':
      return outcome.facts.some(({ says }) => says === '否')
        ? { tone: 'wait', mark: '!', word: '码有效，请看结果' }
        : { tone: 'yes', mark: '✓', word: '码有效' }
    case 'held':
      return { tone: 'yes', mark: '✓', word: '码有效（离线核验）' }
    case 'refused':
      return { tone: 'no', mark: '✕', word: '持码人没有同意' }
    case 'over':
      return { tone: 'no', mark: '✕', word: '没有等到答复' }
    case 'fault':
      return { tone: 'no', mark: '✕', word: outcome.title }
  }
}

function Details({ outcome, gives }: { outcome: Outcome; gives: string[] }) {
  if (outcome.is === 'ready') return <p>手机屏幕亮一些，对准扫码枪或摄像头。</p>
  if (outcome.is === 'asked') return <p>请持码人看手机，同意或不同意。</p>
  if (outcome.is === 'refused') return <p>什么也没有告知。要办的，请持码人同意后重新出示，或改用证件原件。</p>
  if (outcome.is === 'over') return <p>什么也没有告知。请持码人重新出示苏服码，再扫一次。</p>
  if (outcome.is === 'fault') return <p>{outcome.says}</p>
  if (outcome.is === 'held')
    return <p>本市签发，没有过期，没有改动过。离线时不能告知{gives.join('、')}；记录已留在本机。</p>
  if (outcome.is !== 'told') return null
  return (
    <>
      <dl>
        {outcome.facts.map(({ title, says }) => (
          <div key={title}>
            <dt>{title}</dt>
            <dd data-lacks={lacks(says) || undefined}>{says}</dd>
          </div>
        ))}
      </dl>
      <p>{outcome.kind === 'organisation' ? '这是单位的码。' : ''}60 秒后从屏幕上清除，本机不留。</p>
    </>
  )
}

function Left({ until }: { until: number }) {
  const ahead = device.use()?.ahead ?? 0
  const seconds = useSecondsLeft(until - ahead)
  return (
    <p>
      还剩 <b className="n">{seconds} 秒</b>
    </p>
  )
}
