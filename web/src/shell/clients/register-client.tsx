import { useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import type { Client, GrantType } from '../../../../engines/identity/oidc/clients.ts'
import { useOnce } from '../../look/once.ts'
import { ShownOnce } from '../../look/shown-once.tsx'
import { send } from '../api.ts'
import { typedIn } from '../identity/typed.ts'
import * as queries from '../queries.ts'
import { ChoiceBoxes } from './choice-boxes.tsx'
import { authMethods, grantTypes, renewClients, scopes } from './client-data.ts'
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
        <Fields agencies={agencies} />
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

function Fields({ agencies }: { agencies: { id: string; name: string }[] }) {
  const [grants, setGrants] = useState<readonly string[]>(['authorization_code'] satisfies GrantType[])
  const [method, setMethod] = useState<Client['authMethod']>('client_secret_basic')
  const comesBack = grants.includes('authorization_code')
  return (
    <>
      <label>
        编号
        <input
          className="in-text"
          name="id"
          maxLength={60}
          pattern="[a-z0-9]+(-[a-z0-9]+)*"
          title="小写字母和数字，中间可用短横线"
          placeholder="如 medical-insurance-hall"
          autoComplete="off"
          required
        />
        <span className="cap">对接时用，小写字母、数字和短横线。登记后不能改。</span>
      </label>
      <label>
        名称
        <input className="in-text" name="name" maxLength={60} autoComplete="off" required />
        <span className="cap">用户登录时看到的名字。</span>
      </label>
      <label>
        负责单位（可不填）
        <select className="in-text" name="agency" defaultValue="">
          <option value="">不写明</option>
          {agencies.map((one) => (
            <option key={one.id} value={one.id}>
              {one.name}
            </option>
          ))}
        </select>
      </label>
      <ChoiceBoxes legend="登录方式" name="grantTypes" of={grantTypes} chosen={grants} choose={setGrants} />
      {comesBack ? (
        <>
          <label className="w">
            登录后回到的地址
            <textarea className="in-text" name="redirectUris" rows={3} spellCheck={false} required />
            <span className="cap">
              一行一个，要写完整，与应用用的一字不差，如 https://hall.example/back。只收
              https；在用户自己电脑上运行的程序可用 http://127.0.0.1。
            </span>
          </label>
          <label className="w">
            退出后回到的地址（可不填）
            <textarea className="in-text" name="logoutUris" rows={2} spellCheck={false} />
            <span className="cap">一行一个，写法同上。用户在应用里退出后，只能回到这里列的地址。</span>
          </label>
        </>
      ) : null}
      <label className="w">
        应用怎样证明自己
        <select
          className="in-text"
          name="authMethod"
          value={method}
          onChange={(event) => setMethod(event.target.value as Client['authMethod'])}
        >
          {Object.entries(authMethods).map(([name, { title }]) => (
            <option key={name} value={name}>
              {title}
            </option>
          ))}
        </select>
        <span className="cap">{authMethods[method].hint}</span>
      </label>
      {method === 'private_key_jwt' ? (
        <label className="w">
          应用的公钥
          <textarea className="in-text" name="keys" rows={4} spellCheck={false} required />
          <span className="cap">{'JWK 集的 JSON，如 {"keys":[{"kty":"EC",…}]}。只要公钥，不要把私钥贴进来。'}</span>
        </label>
      ) : null}
      <ChoiceBoxes legend="能得到用户的什么" name="scopes" of={scopes} start={['openid']} always="openid" />
      <label className="w">
        <span>
          <input type="checkbox" name="introspects" value="yes" /> 可以核验别的应用的令牌
        </span>
        <span className="cap">它的接口要给别的应用调用时选。</span>
      </label>
    </>
  )
}
