import { Link } from 'react-router'
import { Forbidden } from '../../look/failed.tsx'
import { useSession, useTitle } from '../reader.ts'
import { RecordProxy } from './record-proxy.tsx'
import { RegisterOrganisation } from './register-organisation.tsx'
import { VerifyPerson } from './verify-person.tsx'
import './identity.css'

/** The counter where people come with their papers: checking them, registering organisations, recording proxies; each for whoever may. */
export function DeskPage() {
  const session = useSession()
  useTitle('身份窗口')
  const desks = session?.desks ?? []
  if (!session || desks.length === 0)
    return <Forbidden what="身份窗口" says="只有承担实名核验、组织登记或代办登记的岗位可以办理。" />
  return (
    <main id="main" tabIndex={-1} className="page idy counter">
      <h1>身份窗口</h1>
      {session.assurance < 2 ? (
        <p className="m">
          这里的事项办理时会请您再确认一次身份。还没有登记第二个验证方式的，请先到
          <Link to="/account">登录与安全</Link>登记。
        </p>
      ) : null}
      {desks.includes('verification') ? <VerifyPerson /> : null}
      {desks.includes('organisation') ? <RegisterOrganisation /> : null}
      {desks.includes('mandate') ? <RecordProxy /> : null}
    </main>
  )
}
