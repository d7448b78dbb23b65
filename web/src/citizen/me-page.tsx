import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { chooseTheme, themeChoice, themes } from '../look/theme.ts'
import { signOut } from '../shell/sign-out.ts'
import { metIn } from '../shell/navigation.ts'
import { useManifest, useSession, useTitle } from '../shell/reader.ts'
import { Bar } from './frame.tsx'
import { Row } from './rows.tsx'
import { SignInFirst } from './sign-in.tsx'

/** What is the reader's own beside their matters, how the page looks, and the way out. */
export function MePage() {
  const session = useSession()
  const manifest = useManifest()
  const [chosen, setChosen] = useState(themeChoice)
  const leave = useMutation({ mutationFn: signOut })
  useTitle('我')
  if (!session) return <SignInFirst />
  return (
    <>
      <Bar />
      <main id="main" tabIndex={-1} className="cit">
        <h1>{session.person.name}</h1>
        {session.behalf ? <p className="wh">现在代{session.behalf.name}办事。</p> : null}
        <ul className="ct-rows">
          <Row to="/records" title="我的记录" />
          <Row to="/looks" title="谁看过我的信息" />
          {metIn(manifest, 'own').map(({ to, title }) => (
            <Row key={to} to={to} title={title} />
          ))}
          <Row to="/account" title="登录、验证和代办" />
        </ul>
        <section>
          <h2 id="theme">明暗</h2>
          <div className="rd" role="radiogroup" aria-labelledby="theme">
            {themes.map(([choice, title]) => (
              <label key={choice}>
                <input
                  type="radio"
                  name="theme"
                  checked={chosen === choice}
                  onChange={() => {
                    chooseTheme(choice)
                    setChosen(choice)
                  }}
                />
                <span>{title}</span>
              </label>
            ))}
          </div>
        </section>
        <p className="fe">
          <button type="button" className="go s" disabled={leave.isPending} onClick={() => leave.mutate()}>
            退出登录
          </button>
        </p>
        {leave.error ? (
          <p className="bad" role="alert">
            {leave.error.message}
          </p>
        ) : null}
      </main>
    </>
  )
}
