import { Loading } from '../look/loading.tsx'
import { useSession, useTitle } from '../shell/reader.ts'
import { Bar } from './frame.tsx'
import { useMatters } from './mine.ts'
import { MatterRows } from './rows.tsx'
import { SignInFirst } from './sign-in.tsx'

/** Every matter of the reader's: those under way, then those that are over. */
export function MattersPage() {
  const { open, ended, error } = useMatters()
  const session = useSession()
  useTitle('我的事')
  if (!session) return <SignInFirst />
  return (
    <>
      <Bar />
      <main id="main" tabIndex={-1} className="cit">
        <h1>我的事</h1>
        {error ? <p className="bad">{error.message}</p> : null}
        {!open || !ended ? <Loading lines={3} /> : null}
        {open?.length === 0 && ended?.length === 0 ? (
          <p className="wh">还没有办过事。交上去的事办到哪了，会在这里看到。</p>
        ) : null}
        {open && open.length > 0 ? <MatterRows rows={open} /> : null}
        {ended && ended.length > 0 ? (
          <section>
            <h2>办完的</h2>
            <MatterRows rows={ended} />
          </section>
        ) : null}
      </main>
    </>
  )
}
