import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Link } from 'react-router'
import { Find } from '../citizen/find.tsx'
import { Icon, type IconName } from '../look/icon.tsx'
import { send } from '../shell/api.ts'
import { useSession, useTitle } from '../shell/reader.ts'
import { thisMachine } from './machine.ts'

const tiles: { to: string; title: string; says: string; icon: IconName }[] = [
  { to: '/offers/file', title: '办一件事', says: '都是在这里试办成的', icon: 'desk' },
  { to: '/offers/look', title: '查一查', says: '谁能办、带什么、多久', icon: 'find' },
  { to: '/records', title: '打印证照', says: '盖章的，哪里都认', icon: 'file' },
  { to: '/mine', title: '办到哪了', says: '我交上去的事', icon: 'list' },
]

/** The first thing on the screen: four things to press, and a place to say what one wants. */
export function Home() {
  const session = useSession()
  const machine = useQuery(thisMachine)
  useTitle('')
  return (
    <main id="main" tabIndex={-1} className="cit ki-home">
      <h1>{session ? `${session.person.name}，您好` : '您好，想办什么？'}</h1>
      <p className="wh">{machine.data?.says}</p>
      <Find />
      <ul className="ki-tiles">
        {tiles.map(({ to, title, says, icon }) => (
          <li key={to}>
            <Link to={to}>
              <Icon name={icon} />
              <b>{title}</b>
              <small>{says}</small>
            </Link>
          </li>
        ))}
      </ul>
      <Trouble troubles={machine.data?.troubles ?? {}} />
    </main>
  )
}

/** Whoever stands before a machine that does not work says so with one press. */
function Trouble({ troubles }: { troubles: Readonly<Record<string, string>> }) {
  const [open, turn] = useState(false)
  const report = useMutation({ mutationFn: (what: string) => send('POST', '/kiosk/troubles', { what }) })
  if (report.isSuccess) return <p role="status">已经转给管理人员，谢谢您。</p>
  return (
    <section className="ki-trouble">
      {open ? (
        <>
          <h2>机器怎么了？</h2>
          {Object.entries(troubles).map(([what, title]) => (
            <button key={what} type="button" disabled={report.isPending} onClick={() => report.mutate(what)}>
              {title}
            </button>
          ))}
          {report.error ? (
            <p className="bad" role="alert">
              没有报上去：{report.error.message}
            </p>
          ) : null}
        </>
      ) : (
        <button type="button" onClick={() => turn(true)}>
          机器有毛病？点这里
        </button>
      )}
    </section>
  )
}
