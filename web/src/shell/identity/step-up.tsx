import { useMutation } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { Link } from 'react-router'
import { Refusal, send, stepUp } from '../api.ts'
import { queryClient, session } from '../queries.ts'
import './identity.css'

/** Asks a passkey of this browser; the library is loaded when it is first needed. */
async function byPasskey() {
  const { startAuthentication } = await import('@simplewebauthn/browser')
  const optionsJSON = await send<never>('POST', '/session/step-up/options')
  return send('POST', '/session/step-up/passkey', { response: await startAuthentication({ optionsJSON }) })
}

/** Stands over the page when an act demands a second factor; afterwards the act is done by itself. */
export function StepUp() {
  const dialog = useRef<HTMLDialogElement>(null)
  const answered = useRef<(sure: boolean) => void>(() => undefined)
  const [code, setCode] = useState('')
  const confirm = useMutation({
    mutationFn: (typed: string | null) =>
      typed === null ? byPasskey() : send('POST', '/session/step-up', { code: typed.trim() }),
    onSuccess: () => {
      void queryClient.invalidateQueries({ queryKey: session.queryKey })
      close(true)
    },
  })
  function close(sure: boolean) {
    dialog.current?.close()
    setCode('')
    confirm.reset()
    answered.current(sure)
    answered.current = () => undefined
  }
  useEffect(() => {
    stepUp.ask = () =>
      new Promise((answer) => {
        answered.current = answer
        dialog.current?.showModal()
      })
  }, [])
  const none = confirm.error instanceof Refusal && confirm.error.problem.code === 'identity/no-factor-yet'
  return (
    <dialog ref={dialog} className="stepup" aria-labelledby="step-up" onCancel={() => close(false)}>
      <h2 id="step-up">请再确认一次是您本人</h2>
      <p className="m">这件事要求第二个验证方式。确认之后会接着办，填写的内容都在。</p>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          confirm.mutate(code)
        }}
      >
        <label>
          手机上的六位验证码，或一个恢复码
          <input
            className="in-text"
            autoComplete="one-time-code"
            value={code}
            onChange={(event) => setCode(event.target.value)}
            required
          />
        </label>
        {confirm.error ? (
          <p className="wrong" role="alert">
            {confirm.error instanceof Refusal ? confirm.error.message : '这个浏览器没有完成验证，请再试一次。'}
            {none ? (
              <Link to="/account" onClick={() => close(false)}>
                去登记
              </Link>
            ) : null}
          </p>
        ) : null}
        <div className="do">
          <button type="submit" className="bt p" disabled={confirm.isPending}>
            确认
          </button>
          <button type="button" className="bt" onClick={() => confirm.mutate(null)}>
            用通行密钥
          </button>
          <button type="button" className="bt q" onClick={() => close(false)}>
            先不办
          </button>
        </div>
      </form>
    </dialog>
  )
}
