import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { isCreditCode } from '../../../../kernel/field/numbers.ts'
import { send } from '../api.ts'
import * as queries from '../queries.ts'
import { NumberInput, type Said } from './number-input.tsx'
import { bareNumber, typedIn } from './typed.ts'

interface Asked {
  code: string
  name: string
  region: string
  representative: string
}

/** Registers an organisation with the account of its representative. */
export function RegisterOrganisation() {
  const counties = useQuery(queries.counties).data ?? []
  const [turn, setTurn] = useState(0)
  const register = useMutation({
    mutationFn: async (asked: Asked) => {
      await send('POST', '/organisations', asked)
      return asked
    },
    onSuccess: () => setTurn((n) => n + 1),
  })
  return (
    <section aria-labelledby="organisation">
      <h2 id="organisation">组织登记</h2>
      <form
        key={turn}
        onSubmit={(event) => {
          event.preventDefault()
          const { word } = typedIn(event.currentTarget)
          register.mutate({
            ...{ code: bareNumber(word('code')), name: word('name') },
            ...{ region: word('region'), representative: word('representative') },
          })
        }}
      >
        <NumberInput name="code" label="统一社会信用代码" says={codeSays} />
        <label className="w">
          名称
          <input className="in-text" name="name" maxLength={120} required />
        </label>
        <label>
          所在地
          <select className="in-text" name="region" defaultValue="" required>
            <option value="">请选择</option>
            {counties.map((one) => (
              <option key={one.code} value={one.code}>
                {one.name}
              </option>
            ))}
          </select>
        </label>
        <label>
          法定代表人的账号
          <input className="in-text" name="representative" maxLength={100} autoComplete="off" required />
        </label>
        <button type="submit" className="bt" disabled={register.isPending}>
          登记
        </button>
      </form>
      {register.data ? (
        <p role="status">
          <b>{register.data.name}</b>（<span className="n">{register.data.code}</span>）已登记，法定代表人{' '}
          <b>{register.data.representative}</b> 现在可以授权别人代它办理。
        </p>
      ) : null}
      {register.error ? (
        <p className="wrong" role="alert">
          {register.error.message}
        </p>
      ) : null}
    </section>
  )
}

/** @source GB 32100-2015 */
const codeSays = (bare: string): Said =>
  isCreditCode(bare)
    ? { holds: true, words: '校验码相符' }
    : { holds: false, words: '代码不对：应为 18 位，校验码要相符。请对照证照重填' }
