import { NavLink } from 'react-router'
import { Icon } from '../look/icon.tsx'
import { Popover } from '../look/popover.tsx'
import { offeredLists } from './navigation.ts'
import { useManifest, useSession } from './reader.ts'
import { ListLinks } from './top-bar.tsx'

/** The same few places at the thumb, on phones. */
export function TabBar() {
  const lists = offeredLists(useManifest())
  const session = useSession()
  return (
    <nav className="dock" aria-label="底部导航">
      <NavLink to="/plan">
        <Icon name="plan" />
        计划
      </NavLink>
      {session ? (
        <NavLink to="/" end>
          <Icon name="desk" />
          工作台
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
