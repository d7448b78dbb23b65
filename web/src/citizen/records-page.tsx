import { Loading } from '../look/loading.tsx'
import { useSession, useTitle } from '../shell/reader.ts'
import { Back } from './frame.tsx'
import { useRecords } from './mine.ts'
import { RecordRows } from './rows.tsx'
import { SignInFirst } from './sign-in.tsx'

/** Every record of the reader's own. */
export function RecordsPage() {
  const { rows, error } = useRecords()
  const session = useSession()
  useTitle('我的记录')
  if (!session) return <SignInFirst />
  return (
    <>
      <Back to="/" says="首页" />
      <main id="main" tabIndex={-1} className="cit">
        <h1>我的记录</h1>
        {error ? <p className="bad">{error.message}</p> : null}
        {!rows ? <Loading lines={3} /> : null}
        {rows?.length === 0 ? <p className="wh">还没有登记过什么。</p> : null}
        {rows && rows.length > 0 ? <RecordRows rows={rows} /> : null}
      </main>
    </>
  )
}
