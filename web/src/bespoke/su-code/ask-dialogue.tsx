import { useMutation } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { send } from '../../shell/api.ts'
import { queryClient } from '../../shell/queries.ts'
import { useNames } from '../../shell/reader.ts'
import type { Ask } from './code-data.ts'

/** What a scanner asks, in place of the code: who, what for, what would be told. A press counts once. */
export function AskDialogue({ ask }: { ask: Ask }) {
  const names = useNames()
  const head = useRef<HTMLHeadingElement>(null)
  const [left, setLeft] = useState(() => ask.until - Date.now())
  const answer = useMutation({
    mutationFn: (gives: boolean) => send('POST', `/code/asks/${ask.id}`, { gives }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['code'] }),
  })
  useEffect(() => {
    head.current?.focus()
    const tick = setInterval(() => setLeft(ask.until - Date.now()), 500)
    return () => clearInterval(tick)
  }, [ask])
  const busy = answer.isPending || answer.isSuccess
  return (
    <section className="asked" aria-labelledby="asked">
      <h2 id="asked" ref={head} tabIndex={-1}>
        {names.agency(ask.agency)}想知道
      </h2>
      <p className="cap">
        {ask.place} · {ask.title}
      </p>
      <ul>
        {ask.gives.map((title) => (
          <li key={title}>{title}</li>
        ))}
      </ul>
      <p className="cap">{ask.basis}</p>
      <div className="choice">
        <button type="button" className="bt p" disabled={busy} onClick={() => answer.mutate(true)}>
          同意提供
        </button>
        <button type="button" className="bt" disabled={busy} onClick={() => answer.mutate(false)}>
          不同意
        </button>
      </div>
      <p className="cap">还有 {Math.max(0, Math.ceil(left / 1000))} 秒；不答复就是没有同意。</p>
      {answer.error ? (
        <p className="wrong" role="alert">
          {answer.error.message}
        </p>
      ) : null}
    </section>
  )
}
