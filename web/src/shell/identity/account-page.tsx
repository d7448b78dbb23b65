import { Forbidden } from '../../look/failed.tsx'
import { useSession, useTitle } from '../reader.ts'
import { Factors } from './factors.tsx'
import { Looks } from './looks.tsx'
import { Mandates } from './mandates.tsx'
import { Sessions } from './sessions.tsx'
import './identity.css'

const sure = { 1: '密码', 2: '密码和第二个验证方式', 3: '实名核验过的身份' } as const

/** What belongs to the reader's own identity: how sure the city is, where they are signed in, who acts for whom. */
export function AccountPage() {
  const session = useSession()
  useTitle('登录与安全')
  if (!session) return <Forbidden what="登录与安全" says="登录后可看自己的登录、验证方式和授权。" />
  return (
    <main id="main" tabIndex={-1} className="page idy">
      <h1>登录与安全</h1>
      <p className="m">
        {session.person.name}，这次登录凭的是{sure[session.assurance]}。
      </p>
      <Sessions />
      <Factors />
      <Mandates />
      <Looks />
    </main>
  )
}
