import { lazy, Suspense, useEffect, useRef, type ReactNode } from 'react'
import { Link, NavLink, Outlet, ScrollRestoration, useLocation } from 'react-router'
import { Icon, Mark } from '../look/icon.tsx'
import { useElder } from '../look/size.ts'
import { toThePost } from '../shell/face.ts'
import { metIn } from '../shell/navigation.ts'
import { useManifest, useSession } from '../shell/reader.ts'
import './citizen.css'

const StepUp = lazy(async () => ({ default: (await import('../shell/identity/step-up.tsx')).StepUp }))

/** What stands around every page of the citizens' face: the few places at the thumb, and nothing else. */
export function Frame() {
  const { pathname } = useLocation()
  const session = useSession()
  const first = useRef(true)
  useEffect(() => {
    if (first.current) first.current = false
    else document.querySelector<HTMLElement>('main h1[tabindex], main')?.focus({ preventScroll: true })
  }, [pathname])
  useEffect(() => {
    const later = setTimeout(() => void import('@fontsource-variable/noto-serif-sc'), 300)
    return () => clearTimeout(later)
  }, [])
  return (
    <>
      <a className="skip" href="#main">
        跳到正文
      </a>
      <Outlet />
      {session ? (
        <Suspense fallback={null}>
          <StepUp />
        </Suspense>
      ) : null}
      <Dock />
      <ScrollRestoration />
    </>
  )
}

/** The bar of a page that has no way back of its own: whose it is, type, and who reads. */
export function Bar() {
  const { product } = useManifest()
  const session = useSession()
  const { pathname, search } = useLocation()
  return (
    <header className="ct-bar">
      <Link className="ct-brand" to="/">
        <Mark />
        {product}
      </Link>
      <nav aria-label="主导航">
        <Places />
      </nav>
      <span className="grow" />
      <Size />
      {session && session.positions.length > 0 ? (
        <button type="button" onClick={() => void toThePost(session)}>
          工作台
        </button>
      ) : null}
      {session?.through ? (
        <span className="ct-who" title={`从“${session.through.called}”进来`}>
          {session.person.name}
        </span>
      ) : session ? (
        <Link className="ct-who" to="/me">
          {session.behalf ? `代${session.behalf.name}` : session.person.name}
        </Link>
      ) : pathname === '/sign-in' ? null : (
        <Link to={`/sign-in?from=${encodeURIComponent(pathname + search)}`}>登录</Link>
      )}
    </header>
  )
}

/** The bar of a page within something: the way back, where in it the reader is, type. */
export function Back({ to, says, children }: { to: string; says: string; children?: ReactNode }) {
  return (
    <header className="ct-bar in">
      <Link to={to}>
        <Icon name="left" />
        {says}
      </Link>
      <span className="at">{children}</span>
      <Size />
    </header>
  )
}

function Size() {
  const [elder, turn] = useElder()
  return (
    <button type="button" onClick={turn}>
      {elder ? '普通版' : '大字版'}
    </button>
  )
}

/** The bar over a page that both faces share. */
export function Within({ children = <Outlet /> }: { children?: ReactNode }) {
  return (
    <>
      <Bar />
      {children}
    </>
  )
}

function Dock() {
  return (
    <nav className="ct-dock" aria-label="底部导航">
      <Places />
    </nav>
  )
}

function Places() {
  const session = useSession()
  const manifest = useManifest()
  return (
    <>
      <NavLink to="/" end>
        <Icon name="list" />
        首页
      </NavLink>
      {session ? (
        <NavLink to="/mine">
          <Icon name="desk" />
          我的事
        </NavLink>
      ) : null}
      {(session?.through ? [] : metIn(manifest, 'thumb')).map(({ to, title, icon }) => (
        <NavLink key={to} to={to}>
          {icon ? <Icon name={icon} /> : null}
          {title}
        </NavLink>
      ))}
      {session?.through ? null : (
        <NavLink to={session ? '/me' : '/sign-in'}>
          <Icon name="person" />
          {session ? '我' : '登录'}
        </NavLink>
      )}
    </>
  )
}
