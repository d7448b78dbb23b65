import { useState } from 'react'
import { Link } from 'react-router'
import { useOnce } from '../../look/once.ts'
import { ShownOnce } from '../../look/shown-once.tsx'
import { send } from '../../shell/api.ts'
import { typedIn } from '../../shell/identity/typed.ts'
import { useSession } from '../../shell/reader.ts'
import { renewCustody } from './custody-data.ts'
import '../../look/in-place.css'

interface Made {
  id: string
  name: string
  token: string
}

/** Registers an application of the reader's agency; its token is shown here this one time. */
export function RegisterApplication() {
  const agency = useSession()?.position?.agency.name
  const [made, setMade] = useState<Made>()
  const [turn, setTurn] = useState(0)
  const register = useOnce(
    async (name: string): Promise<Made> => ({
      name,
      ...(await send<{ id: string; token: string }>('POST', '/crypto/applications', { name })),
    }),
    async (answer) => {
      setMade(answer)
      setTurn((n) => n + 1)
      await renewCustody()
    },
  )
  return (
    <section aria-labelledby="register" className="no-print">
      <h2 id="register">登记应用</h2>
      {made ? (
        <ShownOnce
          title={`${made.name}的令牌`}
          secret={made.token}
          says={
            <>
              令牌只显示这一次，收起后谁也读不到，平台也只留下核对用的摘要。请现在交给应用的运维人员；丢了可以在
              <Link to={`/crypto/${made.id}`}>应用页</Link>换发，旧的随即作废。
            </>
          }
          kept={() => setMade(undefined)}
        />
      ) : null}
      <form
        key={turn}
        className="ask-form"
        aria-labelledby="register"
        onSubmit={(event) => {
          event.preventDefault()
          register.mutate(typedIn(event.currentTarget).word('name'))
        }}
      >
        <label className="w">
          应用名称
          <input className="in-text" name="name" maxLength={80} autoComplete="off" required />
        </label>
        <p className="cap">登记在{agency ?? '本单位'}名下。开始时每日可用 10,000 次、1 GB，不够用时请密码主管调整。</p>
        <p className="do">
          <button type="submit" className="bt p" disabled={register.isPending || made !== undefined}>
            {register.isPending ? '正在登记' : '登记'}
          </button>
          {made ? <span className="cap">先收起上面的令牌，再登记下一个。</span> : null}
        </p>
        {register.error ? (
          <p className="wrong" role="alert">
            {register.error.message}
          </p>
        ) : null}
      </form>
    </section>
  )
}
