import { NavLink } from 'react-router'
import { Icon } from '../look/icon.tsx'
import { Popover } from '../look/popover.tsx'
import { MenuLinks } from './menu-links.tsx'
import { offeredLists } from './navigation.ts'
import { useManifest, useSession } from './reader.ts'
import { ListLinks } from './top-bar.tsx'

/** The same few places at the thumb, on phones. */
export function TabBar() {
  const manifest = useManifest()
  const lists = offeredLists(manifest)
  const session = useSession()
  return (
    <nav className="dock" aria-label="底部导航">
      <MenuLinks menu="thumb" />
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
