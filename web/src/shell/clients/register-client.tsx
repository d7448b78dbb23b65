import { useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import { useOnce } from '../../look/once.ts'
import { ShownOnce } from '../../look/shown-once.tsx'
import { send } from '../api.ts'
import { typedIn } from '../identity/typed.ts'
import * as queries from '../queries.ts'
import { renewClients } from './client-data.ts'
import { ClientFields } from './client-fields.tsx'
import { clientTyped } from './client-typed.ts'
import '../../look/in-place.css'

interface Made {
  id: string
  name: string
  secret: string | null
}

/** Registers an application that signs people in; its secret, if it has one, is shown here this one time. */
export function RegisterClient() {
  const agencies = useQuery(queries.agencies).data ?? []
  const [made, setMade] = useState<Made>()
  const [turn, setTurn] = useState(0)
  const register = useOnce(
    async (form: HTMLFormElement): Promise<Made> => {
      const client = clientTyped(typedIn(form))
      const { secret } = await send<{ secret: string | null }>('POST', '/clients', client)
      return { id: client.id, name: client.name, secret }
    },
    async (answer) => {
      setMade(answer)
      setTurn((n) => n + 1)
      await renewClients()
    },
  )
  const holds = made?.secret != null
  return (
    <section aria-labelledby="register">
      <h2 id="register">登记应用</h2>
      {made?.secret ? (
        <ShownOnce
          title={`${made.name}（${made.id}）的密钥`}
          secret={made.secret}
          says="密钥只显示这一次，收起后谁也读不到，平台也只留下核对用的摘要。请现在交给应用的运维人员；丢了只能停用这个应用，用新编号重新登记。"
          kept={() => setMade(undefined)}
        />
      ) : null}
      {made && !made.secret ? <p role="status">“{made.name}”已登记，它不用密钥。</p> : null}
      <form
        key={turn}
        className="ask-form"
        aria-labelledby="register"
        onSubmit={(event) => {
          event.preventDefault()
          register.mutate(event.currentTarget)
        }}
      >
        <ClientFields agencies={agencies} />
        <p className="do">
          <button type="submit" className="bt p" disabled={register.isPending || holds}>
            {register.isPending ? '正在登记' : '登记'}
          </button>
          {holds ? <span className="cap">先收起上面的密钥，再登记下一个。</span> : null}
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
