import { Link } from 'react-router'
import { useElder } from '../look/size.ts'
import { listPath, metIn } from '../shell/navigation.ts'
import { linesOf } from '../shell/pages.ts'
import { useManifest, useSession, useTitle } from '../shell/reader.ts'
import { Bar } from './frame.tsx'
import { Find } from './find.tsx'
import { begunFrom, guidesOf } from './guide.ts'
import { Help } from './help.tsx'
import { isOwn, offersOf, useMatters, useRecords, useWaiting } from './mine.ts'
import { MatterRows, RecordRows, Row } from './rows.tsx'

/** Matters and records that the home shows before it leads to all of them. */
const few = 3

/** What can be got done; to whoever is signed in, first what waits for them and where their matters stand. */
export function Home() {
  const session = useSession()
  const manifest = useManifest()
  const [elder] = useElder()
  useTitle('')
  const guides = guidesOf(manifest)
  const begun = new Set(guides.flatMap((one) => begunFrom(manifest, one).map(({ title }) => title)))
  const offers = offersOf(manifest).filter(({ title }) => !begun.has(title))
  const guest = session?.through ?? null
  const first = guest ? [] : metIn(manifest, 'home')
  return (
    <>
      <Bar />
      <main id="main" tabIndex={-1} className="cit home">
        <h1>您想办什么？</h1>
        <p className="wh">
          {guest
            ? `${session?.person.name}，您好。您从“${guest.called.split(' ')[0]}”进来，办什么、办到哪了，都在这里。`
            : session
              ? `${session.behalf?.name ?? session.person.name}，您好。办什么、办到哪了、谁看过您的信息，都在这里。`
              : '选一件事就能开始；填到哪存到哪。'}
        </p>
        {guides.length > 0 ? <Find /> : null}
        <p className="ct-links">
          {guides.length > 0 ? <Link to="/find">按类别找</Link> : null}
          {guides.map(({ of }) => (
            <Link key={of.name} to={listPath(manifest, of.name)}>
              全部{of.title}
            </Link>
          ))}
        </p>
        <div className="two">
          <div>
            {session ? <Mine /> : null}
            <section aria-labelledby="offers">
              <h2 id="offers">{session ? '想办的事' : '可以在网上办的'}</h2>
              {offers.length > 0 ? (
                <ul className="ct-rows big">
                  {offers.map((one) => (
                    <Row key={one.to} to={one.to} title={one.title} says={one.of} />
                  ))}
                </ul>
              ) : (
                <p className="none">现在没有开放在网上直接办的事项。到窗口办的，办好后也会出现在这里。</p>
              )}
            </section>
          </div>
          <div>
            {first.length > 0 ? (
              <section aria-labelledby="first">
                <h2 id="first">常用的</h2>
                <ul className="ct-rows">
                  {first.map(({ to, title, says }) => (
                    <Row key={to} to={to} title={title} says={says} />
                  ))}
                </ul>
              </section>
            ) : null}
            {session && !elder ? <Records /> : null}
            {elder ? <Help /> : <Open />}
          </div>
        </div>
      </main>
    </>
  )
}

function Mine() {
  const waiting = useWaiting()
  const matters = useMatters()
  const { open, ended } = matters
  return (
    <>
      {waiting.length > 0 ? (
        <section aria-labelledby="waiting">
          <h2 id="waiting">等您看的</h2>
          <ul className="ct-rows">
            {waiting
              .filter((one, at) => waiting.findIndex(({ path }) => path === one.path) === at)
              .slice(0, few)
              .map((one) => (
                <Row
                  key={one.id}
                  to={one.path}
                  title={one.title}
                  says={one.says}
                  plain={one.path.startsWith('/api/')}
                />
              ))}
          </ul>
        </section>
      ) : null}
      <section aria-labelledby="matters">
        <h2 id="matters">
          我的事
          {open && ended && open.length + ended.length > 0 ? (
            <Link to="/mine">全部 {open.length + ended.length} 件</Link>
          ) : null}
        </h2>
        {matters.error ? <p className="bad">{matters.error.message}</p> : null}
        {open && open.length > 0 ? <MatterRows rows={open.slice(0, few)} /> : null}
        {open?.length === 0 ? <p className="none">没有正在办的事。</p> : null}
      </section>
    </>
  )
}

function Records() {
  const session = useSession()
  const { rows } = useRecords()
  return (
    <section aria-labelledby="records">
      <h2 id="records">
        我的记录
        {rows && rows.length > few ? <Link to="/records">全部 {rows.length} 条</Link> : null}
      </h2>
      {rows && rows.length > 0 ? <RecordRows rows={rows.slice(0, few)} /> : null}
      {session?.through ? null : (
        <ul className="ct-rows">
          <Row to="/looks" title="谁看过我的信息" says="谁、什么时候、为了什么" />
        </ul>
      )}
    </section>
  )
}

/** What is open to everyone. */
function Open() {
  const manifest = useManifest()
  const session = useSession()
  const drawn = new Set(manifest.pages.flatMap((one) => (one.kind === 'bespoke' ? [one.system] : [])))
  const lines = linesOf('reading', { manifest, session })
  // What is met by name stands once; rows that belong to others are read there.
  const lists = manifest.pages.filter(
    (one) =>
      one.kind !== 'bespoke' &&
      !lines.some(({ to }) => to === `/${one.path}`) &&
      !(one.kind === 'list' && manifest.registers[one.of]?.under) &&
      !drawn.has(one.system) &&
      !isOwn(manifest, one.kind === 'list' ? 'register' : 'case', one.of),
  )
  return (
    <section aria-labelledby="open">
      <h2 id="open">人人可看的</h2>
      <ul className="ct-links">
        {lines.map(({ to, title }) => (
          <li key={to}>{to.endsWith('.html') ? <a href={to}>{title}</a> : <Link to={to}>{title}</Link>}</li>
        ))}
        {lists.map((page) => (
          <li key={page.path}>
            <Link to={`/${page.path}`}>{page.title}</Link>
          </li>
        ))}
      </ul>
    </section>
  )
}
