import { useMutation, useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { send } from '../../shell/api.ts'
import { queryClient } from '../../shell/queries.ts'
import { useNames } from '../../shell/reader.ts'
import { asks, type Ask } from './code-data.ts'
import { useSecondsLeft } from './seconds-left.ts'

/**
 * Lies over the code while a scanner asks something, one ask at a time.
 * @param answered told in a sentence what came of an ask
 */
export function AskLayer({ answered }: { answered: (says: string) => void }) {
  const found = useQuery(asks).data
  const [current, setCurrent] = useState<Ask>()
  const done = useRef(new Set<string>())
  const first = found?.rows.find(({ id }) => !done.current.has(id))
  useEffect(() => {
    if (current || !first) return
    setCurrent(first)
    answered('')
  }, [current, first, answered])
  if (!current || !found) return null
  return (
    <Layer
      key={current.id}
      ask={current}
      ahead={found.ahead}
      gone={!found.rows.some(({ id }) => id === current.id)}
      close={(says) => {
        done.current.add(current.id)
        setCurrent(undefined)
        answered(says)
        void queryClient.invalidateQueries({ queryKey: ['code', 'record'] })
      }}
    />
  )
}

function Layer(props: { ask: Ask; ahead: number; gone: boolean; close: (says: string) => void }) {
  const { ask, ahead, gone, close } = props
  const agency = useNames().agency(ask.agency)
  const dialog = useRef<HTMLDialogElement>(null)
  const pressed = useRef(false)
  const seconds = useSecondsLeft(Date.parse(ask.until) - ahead)
  const answer = useMutation({
    networkMode: 'always',
    mutationFn: (gives: boolean) => send('POST', `/code/asks/${ask.id}`, { gives }),
    onSuccess: (_, gives) => close(gives ? `已同意向${agency}提供。` : `没有同意，什么也没有提供给${agency}。`),
    onError: () => (pressed.current = false),
  })
  const press = (gives: boolean) => {
    if (pressed.current) return
    pressed.current = true
    answer.mutate(gives)
  }
  useEffect(() => {
    dialog.current?.showModal()
    dialog.current?.querySelector<HTMLElement>('h2')?.focus()
  }, [])
  const over = !answer.isPending && (gone || seconds <= 0)
  return (
    <dialog
      ref={dialog}
      className="asked"
      aria-labelledby="asked"
      onCancel={(event) => event.preventDefault()}
      onClose={(event) => event.currentTarget.showModal()}
    >
      <h2 id="asked" tabIndex={-1}>
        {agency}请您同意
      </h2>
      <dl>
        <dt>地点</dt>
        <dd>{ask.place}</dd>
        <dt>用途</dt>
        <dd>{ask.title}</dd>
        <dt>依据</dt>
        <dd className="basis">{ask.basis}</dd>
        <dt>将提供</dt>
        <dd>
          <ul>
            {ask.gives.map((title) => (
              <li key={title}>{title}</li>
            ))}
          </ul>
        </dd>
      </dl>
      {answer.error ? (
        <p className="wrong" role="alert">
          {answer.error.message}
        </p>
      ) : null}
      {over ? (
        <>
          {answer.error ? null : <p role="status">这次询问已经结束，没有经您同意的，什么也没有提供。</p>}
          <div className="do">
            <button type="button" className="bt p" onClick={() => close('')}>
              回到码
            </button>
          </div>
        </>
      ) : (
        <>
          <p className="m">
            还剩 <b className="n">{seconds} 秒</b>，不答复就什么也不提供。
          </p>
          <div className="do">
            <button type="button" className="bt p" disabled={answer.isPending} onClick={() => press(true)}>
              同意提供
            </button>
            <button type="button" className="bt" disabled={answer.isPending} onClick={() => press(false)}>
              不同意
            </button>
          </div>
        </>
      )}
    </dialog>
  )
}
