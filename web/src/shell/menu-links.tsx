import { Link, useLocation } from 'react-router'
import { Icon } from '../look/icon.tsx'
import { linesOf } from './pages.ts'
import { useManifest, useSession } from './reader.ts'

/** The lines that the folders of pages put into a menu, as links. */
export function MenuLinks(props: { menu: 'top' | 'dock' | 'me'; className?: string; onClick?: () => void }) {
  const { menu, ...link } = props
  const { pathname } = useLocation()
  const reader = { manifest: useManifest(), session: useSession() }
  return linesOf(menu, reader).map(
    ({ to, title, icon, here = (at: string) => at === to || at.startsWith(`${to}/`) }) => (
      <Link key={to} to={to} aria-current={menu !== 'me' && here(pathname) ? 'page' : undefined} {...link}>
        {menu === 'dock' && icon ? <Icon name={icon} /> : null}
        {title}
      </Link>
    ),
  )
}
