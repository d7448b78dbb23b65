import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useEffect, useState } from 'react'
import { Link, Outlet, useLocation } from 'react-router'
import { Mark } from '../look/icon.tsx'
import { Failed } from '../look/failed.tsx'
import { Loading } from '../look/loading.tsx'
import { useManifest, useNow, useSession } from '../shell/reader.ts'
import { wall } from '../look/dates.ts'
import '../citizen/citizen.css'
import './kiosk.css'
import { Install } from './install.tsx'
import { leave } from './leave.ts'
import { thisMachine, useBeat } from './machine.ts'
import { touched } from './touched.ts'

const Keys = lazy(async () => ({ default: (await import('./keys.tsx')).Keys }))

/** What stands around every page on a machine: which it is, how long whoever is there has, and the way out. */
export function Frame() {
  const machine = useQuery(thisMachine)
  const session = useSession()
  const { product } = useManifest()
  const { pathname } = useLocation()
  const { time } = wall(useNow())
  const reached = useBeat(machine.data)
  const left = useTimeLeft(session ? (machine.data?.idle ?? null) : null)
  useEffect(() => {
    const { dataset } = document.documentElement
    Object.assign(dataset, { size: 'elder', kiosk: '' })
  }, [])
  // Every page begins at its top; where somebody had scrolled is kept nowhere.
  useEffect(() => {
    scrollTo(0, 0)
  }, [pathname])
  // Whoever is signed in otherwise than from a telephone has signed in somewhere else, and is not here.
  const stray = session !== null && session.machine === null
  useEffect(() => {
    if (stray) void leave()
  }, [stray])
  if (machine.error) return <Failed what="这台自助机" error={machine.error} retry={() => void machine.refetch()} />
  if (machine.data === undefined || stray) return <Loading whole />
  if (machine.data === null) return <Install />
  return (
    <>
      <div className="ki-bar" role="region" aria-label="这台自助机">
        <Link to="/" className="ct-brand">
          <Mark />
          {product}
        </Link>
        <span className="at">{machine.data.called}</span>
        <time>{time}</time>
      </div>
      {reached ? null : (
        <p className="ki-off" role="alert">
          连不上网络，现在办不了事。已经交上去的不受影响，请稍后再来。
        </p>
      )}
      <Outlet />
      <footer className="ki-foot">
        {pathname === '/' ? null : <Link to="/">回首页</Link>}
        {session ? (
          <button type="button" onClick={() => void leave()}>
            {session.person.name}，办完了，退出
          </button>
        ) : pathname === '/sign-in' ? null : (
          <Link to="/sign-in">用手机扫码登录</Link>
        )}
      </footer>
      {left !== null && left <= warned ? (
        <div className="ki-ask" role="alertdialog" aria-label="还在吗">
          <p>
            还在吗？<b>{left}</b> 秒后自动退出，机器上不留您的任何东西。
          </p>
          <button type="button" className="go">
            还在，接着办
          </button>
        </div>
      ) : null}
      <Suspense fallback={null}>
        <Keys />
      </Suspense>
    </>
  )
}

const signs = ['pointerdown', 'keydown', touched]

/** Seconds before the end at which somebody is asked whether they are still there. */
const warned = 30

/** How many seconds whoever is signed in has without a touch; null where nobody is. They are gone when none are left. */
function useTimeLeft(idle: number | null): number | null {
  const [left, setLeft] = useState(idle)
  useEffect(() => {
    if (idle === null) return setLeft(null)
    let touched = performance.now()
    const touch = () => {
      touched = performance.now()
      setLeft(idle)
    }
    const each = setInterval(() => {
      const seconds = Math.ceil(idle - (performance.now() - touched) / 1000)
      setLeft(seconds)
      if (seconds > 0) return
      clearInterval(each)
      void leave()
    }, 1000)
    touch()
    for (const sign of signs) addEventListener(sign, touch, true)
    return () => {
      clearInterval(each)
      for (const sign of signs) removeEventListener(sign, touch, true)
    }
  }, [idle])
  return left
}
