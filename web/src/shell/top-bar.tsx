import { useQuery } from '@tanstack/react-query'
import { Link, useLocation } from 'react-router'
import { clockWords } from '../look/dates.ts'
import { Icon, Mark } from '../look/icon.tsx'
import { Popover } from '../look/popover.tsx'
import { UnderWay } from './jobs/under-way.tsx'
import { MenuLinks } from './menu-links.tsx'
import { offeredLists } from './navigation.ts'
import { PersonMenu } from './person-menu.tsx'
import * as queries from './queries.ts'
import { useManifest, useNow, useSession } from './reader.ts'
import { SearchBox } from './search/search-box.tsx'

/** Brand, the few places to go, the city's clock, and who reads. */
export function TopBar() {
  const manifest = useManifest()
  const session = useSession()
  const { pathname, search } = useLocation()
  const lists = offeredLists(manifest)
  const inList = lists.some((group) => group.pages.some((page) => pathname.startsWith(page.to)))
  return (
    <header className="top">
      <Link className="brand" to="/">
        <Mark />
        {manifest.product}
      </Link>
      <nav aria-label="主导航">
        <MenuLinks menu="menu" />
        {lists.length > 0 ? (
          <Popover
            name="登记册"
            className={inList ? 'here' : ''}
            label={
              <>
                登记册
                <Icon name="down" />
              </>
            }
          >
            {(close) => <ListLinks close={close} />}
          </Popover>
        ) : null}
      </nav>
      <span className="grow" />
      {session ? <UnderWay /> : null}
      <DemoClock />
      <SearchBox />
      {session ? (
        <PersonMenu session={session} />
      ) : pathname === '/sign-in' ? null : (
        <Link to={`/sign-in?from=${encodeURIComponent(pathname + search)}`}>登录</Link>
      )}
    </header>
  )
}

/** The list pages, grouped by system. */
export function ListLinks({ close }: { close: () => void }) {
  const { pathname } = useLocation()
  return offeredLists(useManifest()).map((group) => (
    <div key={group.system}>
      <h3>{group.system}</h3>
      {group.pages.map((page) => (
        <Link
          key={page.to}
          className="opt"
          to={page.to}
          aria-current={pathname === page.to ? 'page' : undefined}
          onClick={close}
        >
          {page.title}
        </Link>
      ))}
    </div>
  ))
}

function DemoClock() {
  const { data } = useQuery(queries.clock)
  const now = useNow()
  if (!data?.demo) return null
  const words = clockWords(now)
  return (
    <span className="sim">
      <span className="long">演示时间 </span>
      <b>
        <span className="long">{words.slice(0, 5)}</span>
        {words.slice(5)}
      </b>
    </span>
  )
}
