import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { Refusal, send } from '../shell/api.ts'
import { queryClient } from '../shell/queries.ts'
import { useTitle } from '../shell/reader.ts'
import type { KioskMachine } from '../../../platform/manifest.ts'
import { thisMachine } from './machine.ts'

const digits = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '0']
const long = 8

/** A device that is no machine yet: whoever installs it types the code that its keeper was given. */
export function Install() {
  const [code, setCode] = useState('')
  const install = useMutation({
    mutationFn: () => send<KioskMachine>('POST', '/kiosk', { code }),
    onSuccess: (machine) => queryClient.setQueryData(thisMachine.queryKey, machine),
    onError: () => setCode(''),
  })
  useTitle('安装自助机')
  const says = install.error instanceof Refusal ? install.error.problem.detail : install.error ? '没有装成，请再试' : ''
  return (
    <main id="main" className="cit ki-install">
      <h1>安装自助机</h1>
      <p className="wh">请管理单位在“自助机运行”里生成安装码，在这里输入八位数字。</p>
      <form
        aria-label="安装码"
        onSubmit={(event) => {
          event.preventDefault()
          if (code.length === long) install.mutate()
        }}
      >
        <input
          className="in"
          aria-label="安装码"
          inputMode="none"
          autoComplete="off"
          maxLength={long}
          value={code}
          onChange={({ target }) => setCode(target.value.replaceAll(/\D/g, ''))}
        />
        <div className="ki-pad">
          {digits.map((digit) => (
            <button key={digit} type="button" onClick={() => setCode((now) => (now + digit).slice(0, long))}>
              {digit}
            </button>
          ))}
          <button type="button" onClick={() => setCode((now) => now.slice(0, -1))}>
            删
          </button>
        </div>
        {says ? (
          <p className="bad" role="alert">
            {says}
          </p>
        ) : null}
        <button type="submit" className="go" disabled={code.length < long || install.isPending}>
          安装
        </button>
      </form>
    </main>
  )
}
