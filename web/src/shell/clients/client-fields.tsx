import { useState } from 'react'
import type { Client, GrantType } from '../../../../engines/identity/oidc/clients.ts'
import { Hinted } from '../../look/hinted.tsx'
import { ChoiceBoxes } from './choice-boxes.tsx'
import { authMethods, grantTypes, scopes } from './client-data.ts'

const first: readonly GrantType[] = ['authorization_code']

/** What is asked of an application that is registered, each field with what it means. */
export function ClientFields({ agencies }: { agencies: readonly { id: string; name: string }[] }) {
  const [grants, setGrants] = useState<readonly string[]>(first)
  const [method, setMethod] = useState<Client['authMethod']>('client_secret_basic')
  return (
    <>
      <Hinted label="编号" hint="对接时用：小写字母、数字，中间可用短横线。登记后不能改。">
        {(named) => (
          <input
            {...named}
            className="in-text"
            name="id"
            maxLength={60}
            pattern="[a-z0-9]+(-[a-z0-9]+)*"
            title="小写字母、数字，中间可用短横线"
            autoComplete="off"
            required
          />
        )}
      </Hinted>
      <Hinted label="名称" hint="用户登录时看到的名字。">
        {(named) => <input {...named} className="in-text" name="name" maxLength={60} autoComplete="off" required />}
      </Hinted>
      <Hinted label="负责单位（可不填）" hint="应用出了问题找谁。">
        {(named) => (
          <select {...named} className="in-text" name="agency" defaultValue="">
            <option value="">不写明</option>
            {agencies.map((one) => (
              <option key={one.id} value={one.id}>
                {one.name}
              </option>
            ))}
          </select>
        )}
      </Hinted>
      <ChoiceBoxes legend="登录方式" name="grantTypes" of={grantTypes} chosen={grants} choose={setGrants} />
      {grants.includes('authorization_code') ? <Addresses /> : null}
      <Hinted wide label="应用怎样证明自己" hint={authMethods[method].hint}>
        {(named) => (
          <select
            {...named}
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
        )}
      </Hinted>
      {method === 'private_key_jwt' ? (
        <Hinted
          wide
          label="应用的公钥"
          hint={'JWK 集的 JSON，如 {"keys":[{"kty":"EC",…}]}。只要公钥，不要把私钥贴进来。'}
        >
          {(named) => <textarea {...named} className="in-text" name="keys" rows={4} spellCheck={false} required />}
        </Hinted>
      ) : null}
      <ChoiceBoxes legend="能得到用户的什么" name="scopes" of={scopes} start={['openid']} always="openid" />
      <ChoiceBoxes
        legend="另外"
        name="introspects"
        of={{ yes: { title: '可以核验别的应用的令牌', hint: '它的接口要给别的应用调用时选。' } }}
      />
    </>
  )
}

/** Where people come back to, which only an application that signs people in over its own pages needs. */
function Addresses() {
  return (
    <>
      <Hinted
        wide
        label="登录后回到的地址"
        hint="一行一个，要写完整，与应用用的一字不差，如 https://hall.example/back。只收 https；在用户自己电脑上运行的程序可用 http://127.0.0.1。"
      >
        {(named) => (
          <textarea {...named} className="in-text" name="redirectUris" rows={3} spellCheck={false} required />
        )}
      </Hinted>
      <Hinted
        wide
        label="退出后回到的地址（可不填）"
        hint="一行一个，写法同上。用户在应用里退出后，只能回到这里列的地址。"
      >
        {(named) => <textarea {...named} className="in-text" name="logoutUris" rows={2} spellCheck={false} />}
      </Hinted>
    </>
  )
}
