import { Link, NavLink, useLocation } from 'react-router'
import { Icon } from '../look/icon.tsx'
import { Popover } from '../look/popover.tsx'
import { atBoard, offeredLists, offersCode, titleAt } from './navigation.ts'
import { useManifest, useSession } from './reader.ts'
import { ListLinks } from './top-bar.tsx'

/** The same few places at the thumb, on phones. */
export function TabBar() {
  const manifest = useManifest()
  const lists = offeredLists(manifest)
  const front = titleAt(manifest, 'plan')
  const { pathname } = useLocation()
  const session = useSession()
  return (
    <nav className="dock" aria-label="底部导航">
      {front ? (
        <Link to="/plan" aria-current={pathname.startsWith('/plan') && !atBoard(pathname) ? 'page' : undefined}>
          <Icon name="plan" />
          {front}
        </Link>
      ) : null}
      {session ? (
        <NavLink to="/" end>
          <Icon name="desk" />
          工作台
        </NavLink>
      ) : null}
      {Object.keys(manifest.cases).length > 0 ? (
        <Link to="/board" aria-current={atBoard(pathname) ? 'page' : undefined}>
          <Icon name="board" />
          看板
        </Link>
      ) : null}
      {session && offersCode(manifest) ? (
        <NavLink to="/code">
          <Icon name="code" />
          苏服码
        </NavLink>
      ) : null}
      <NavLink to="/systems">
        <Icon name="parts" />
        系统
      </NavLink>
      {lists.length > 0 ? (
        <Popover
          name="登记册"
          className=""
          label={
            <>
              <Icon name="list" />
              登记册
            </>
          }
        >
          {(close) => <ListLinks close={close} />}
        </Popover>
      ) : null}
      {session ? null : (
        <NavLink to="/sign-in">
          <Icon name="person" />
          登录
        </NavLink>
      )}
    </nav>
  )
}
