import { useEffect, useRef } from 'react'
import { Outlet, ScrollRestoration, useLocation, useNavigation } from 'react-router'
import { StepUp } from './identity/step-up.tsx'
import { TabBar } from './tab-bar.tsx'
import { TopBar } from './top-bar.tsx'

/** What stands around every page. */
export function Frame() {
  const { pathname } = useLocation()
  const { state } = useNavigation()
  const first = useRef(true)
  useEffect(() => {
    if (first.current) first.current = false
    else document.querySelector<HTMLElement>('main')?.focus({ preventScroll: true })
  }, [pathname])
  return (
    <>
      <a className="skip" href="#main">
        跳到正文
      </a>
      <TopBar />
      <div aria-busy={state === 'loading'}>
        <Outlet />
      </div>
      <StepUp />
      <TabBar />
      <ScrollRestoration />
    </>
  )
}
