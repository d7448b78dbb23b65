import { Link, useLocation, useMatches } from 'react-router'
import { Icon } from '../look/icon.tsx'
import type { Stands } from './page.ts'
import { linesOf } from './pages.ts'
import { useManifest, useSession } from './reader.ts'

/** What is met in a menu, as links. */
export function MenuLinks(props: { menu: 'menu' | 'thumb' | 'own'; className?: string; onClick?: () => void }) {
  const { menu, ...link } = props
  const { pathname } = useLocation()
  const stands = useMatches().at(-1)?.handle as Stands | undefined
  const at = stands?.under ?? pathname
  const reader = { manifest: useManifest(), session: useSession() }
  const here = (to: string) => at === to || (to !== '/' && at.startsWith(`${to}/`))
  return linesOf(menu, reader).map(({ to, title, icon }) => (
    <Link key={to} to={to} aria-current={menu !== 'own' && here(to) ? 'page' : undefined} {...link}>
      {menu === 'thumb' && icon ? <Icon name={icon} /> : null}
      {title}
    </Link>
  ))
}
