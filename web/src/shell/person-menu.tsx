import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { Session } from '../../../platform/manifest.ts'
import { Popover } from '../look/popover.tsx'
import { chooseTheme, themeChoice, themes } from '../look/theme.ts'
import { send } from './api.ts'
import { toOneself } from './face.ts'
import { MenuLinks } from './menu-links.tsx'
import { renew } from './queries.ts'
import { signOut } from './sign-out.ts'

/** The reader's name and post: change post, theme, sign out. */
export function PersonMenu({ session }: { session: Session }) {
  const change = useMutation({
    mutationFn: (position: string) => send<Session>('POST', '/session/position', { position }),
    onSuccess: (changed) => renew(changed),
  })
  const leave = useMutation({ mutationFn: signOut })
  const own = useMutation({ mutationFn: () => toOneself(session) })
  const fault = change.error ?? own.error ?? leave.error
  return (
    <Popover
      name="我"
      className="who"
      label={
        <>
          {session.person.name}
          <span className="m">{session.behalf ? `代${session.behalf.name}` : session.position?.agency.name}</span>
        </>
      }
    >
      {(close) => (
        <>
          {session.positions.length > 1 ? <h3>换一个岗位</h3> : session.position ? <h3>岗位</h3> : null}
          {session.positions.length > 1
            ? session.positions.map((one) => (
                <button
                  key={one.id}
                  type="button"
                  className="opt"
                  aria-current={one.id === session.position?.id ? 'true' : undefined}
                  onClick={() => change.mutate(one.id, { onSuccess: close })}
                >
                  <span>
                    {one.title}
                    <span className="cap"> {one.agency}</span>
                  </span>
                </button>
              ))
            : session.position && <p className="opt">{session.position.title}</p>}
          <hr />
          <MenuLinks menu="own" className="opt" onClick={close} />
          <button type="button" className="opt" onClick={() => own.mutate()}>
            我自己的事
          </button>
          <hr />
          <ThemeRows />
          <hr />
          <button type="button" className="opt" onClick={() => leave.mutate()}>
            退出登录
          </button>
          {fault ? (
            <p className="wrong" role="alert">
              {fault.message}
            </p>
          ) : null}
        </>
      )}
    </Popover>
  )
}

function ThemeRows() {
  const [chosen, setChosen] = useState(themeChoice)
  return (
    <>
      <h3>明暗</h3>
      {themes.map(([choice, title]) => (
        <button
          key={choice}
          type="button"
          className="opt"
          aria-pressed={chosen === choice}
          onClick={() => {
            chooseTheme(choice)
            setChosen(choice)
          }}
        >
          {title}
        </button>
      ))}
    </>
  )
}
