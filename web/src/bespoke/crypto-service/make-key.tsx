import { useState } from 'react'
import type { KeyAlgorithm, Purpose } from '../../../../engines/crypto/custody/algorithm.ts'
import { useOnce } from '../../look/once.ts'
import { send } from '../../shell/api.ts'
import { typedIn } from '../../shell/identity/typed.ts'
import { algorithmTitles } from './algorithms.ts'
import { purposes, renewCustody } from './custody-data.ts'
import '../../look/in-place.css'

/** Makes a key for an application; what was typed stays until it was taken. */
export function MakeKey({ application }: { application: string }) {
  const [purpose, setPurpose] = useState<Purpose>('sign')
  const [turn, setTurn] = useState(0)
  const make = useOnce(
    async (key: { name: string; algorithm: KeyAlgorithm }) => {
      await send('POST', `/crypto/applications/${application}/keys`, key)
      return key
    },
    async () => {
      setTurn((n) => n + 1)
      await renewCustody()
    },
  )
  return (
    <section aria-labelledby="make-key" className="no-print">
      <h3 id="make-key">新建密钥</h3>
      <form
        key={turn}
        className="ask-form"
        aria-labelledby="make-key"
        onSubmit={(event) => {
          event.preventDefault()
          const { word } = typedIn(event.currentTarget)
          make.mutate({ name: word('name'), algorithm: word('algorithm') as KeyAlgorithm })
        }}
      >
        <label>
          名称
          <input className="in-text" name="name" maxLength={80} autoComplete="off" required />
        </label>
        <label>
          用途
          <select className="in-text" value={purpose} onChange={(event) => setPurpose(event.target.value as Purpose)}>
            {Object.entries(purposes).map(([name, title]) => (
              <option key={name} value={name}>
                {title}
              </option>
            ))}
          </select>
        </label>
        <label className="w">
          算法
          <select key={purpose} className="in-text" name="algorithm">
            {Object.entries(algorithmTitles[purpose]).map(([name, title]) => (
              <option key={name} value={name}>
                {title}
              </option>
            ))}
          </select>
        </label>
        <p className="cap">密钥在平台里生成，不出平台。用途和算法以后不能改；要换，另建一把。</p>
        <p className="do">
          <button type="submit" className="bt" disabled={make.isPending}>
            {make.isPending ? '正在生成' : '生成密钥'}
          </button>
          {make.data ? <span role="status">已生成“{make.data.name}”。</span> : null}
        </p>
        {make.error ? (
          <p className="wrong" role="alert">
            {make.error.message}
          </p>
        ) : null}
      </form>
    </section>
  )
}
