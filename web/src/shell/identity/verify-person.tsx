import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { Linked, Papers } from '../../../../engines/identity/appointments.ts'
import { isCitizenNumber } from '../../../../kernel/field/numbers.ts'
import { send } from '../api.ts'
import { NumberInput, type Said } from './number-input.tsx'
import { bareNumber, typedIn } from './typed.ts'

const titles: Record<Papers, string> = {
  'identity-card': '居民身份证',
  'interim-card': '临时居民身份证',
  'household-register': '居民户口簿',
  passport: '护照（没有公民身份号码）',
}

const links: Record<Linked, string> = {
  not: '',
  once: '公民身份号码已录入，还要另一位工作人员凭证件再录一次，本人才看得到别人登记的信息被谁看过。',
  twice: '公民身份号码经两位工作人员核对一致，已和账号对应。',
}

/** Checks somebody's papers at the counter, and links their account to the citizen number on them. */
export function VerifyPerson() {
  const [papers, setPapers] = useState<Papers>('identity-card')
  // A new form for the next person.
  const [turn, setTurn] = useState(0)
  const numbered = papers !== 'passport'
  const verify = useMutation({
    gcTime: 0,
    mutationFn: async (asked: { account: string; papers: Papers; citizen?: string }) => {
      const { linked } = await send<{ linked: Linked }>('POST', '/verifications', asked)
      return { account: asked.account, papers: titles[asked.papers], linked }
    },
    onSuccess: () => setTurn((n) => n + 1),
  })
  return (
    <section aria-labelledby="verify">
      <h2 id="verify">实名核验</h2>
      <p className="m">
        当面看过证件再办。公民身份号码不留存，只留下一个看不出号码的索引：两位工作人员各凭证件录入一次、两次一致，本人就看得到：别人登记的、写有这个号码的信息，谁看过、为什么看。
      </p>
      <form
        key={turn}
        onSubmit={(event) => {
          event.preventDefault()
          const { word } = typedIn(event.currentTarget)
          verify.mutate({
            ...{ account: word('account'), papers },
            ...(numbered && { citizen: bareNumber(word('citizen')) }),
          })
        }}
      >
        <label>
          本人的账号
          <input className="in-text" name="account" maxLength={100} autoComplete="off" required />
        </label>
        <label>
          看的证件
          <select className="in-text" value={papers} onChange={(event) => setPapers(event.target.value as Papers)}>
            {Object.entries(titles).map(([name, title]) => (
              <option key={name} value={name}>
                {title}
              </option>
            ))}
          </select>
        </label>
        {numbered ? <NumberInput name="citizen" label="证件上的公民身份号码" says={citizenSays} /> : null}
        <label className="w">
          <span>
            <input type="checkbox" required /> 本人在场，证件在有效期内，照片与本人相符
          </span>
        </label>
        <button type="submit" className="bt p" disabled={verify.isPending}>
          核验通过
        </button>
      </form>
      {verify.data ? (
        <p role="status">
          账号 <b>{verify.data.account}</b> 已核验，看的是{verify.data.papers}。{links[verify.data.linked]}
          本人下次用第二个验证方式确认身份后，就是实名核验过的身份。
        </p>
      ) : null}
      {verify.error ? (
        <p className="wrong" role="alert">
          {verify.error.message}
        </p>
      ) : null}
    </section>
  )
}

/** What a citizen number says of itself, to be held against the card. @source GB 11643-1999 */
function citizenSays(bare: string): Said {
  if (!isCitizenNumber(bare))
    return { holds: false, words: '号码不对：应为 18 位，出生日期和校验码要相符。请对照证件重填' }
  const born = `${bare.slice(6, 10)} 年 ${Number(bare.slice(10, 12))} 月 ${Number(bare.slice(12, 14))} 日`
  const sex = Number(bare[16]) % 2 === 1 ? '男' : '女'
  return { holds: true, words: `校验码相符：${sex}，${born}出生` }
}
