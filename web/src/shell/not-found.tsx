import { Link, useLocation } from 'react-router'
import '../look/states.css'
import { FrontLink } from './front-link.tsx'
import { useSession } from './reader.ts'

/** No page at this address; a visitor may only have to sign in. */
export function NotFound() {
  const session = useSession()
  const { pathname, search } = useLocation()
  if (!session)
    return (
      <main id="main" className="st8">
        <h1>这个页面登录后才能看</h1>
        <p>请先登录；登录后直接回到这里。</p>
        <div className="do">
          <Link className="bt p" to={`/sign-in?from=${encodeURIComponent(pathname + search)}`}>
            登录
          </Link>
          <FrontLink className="bt" />
        </div>
      </main>
    )
  return (
    <main id="main" className="st8">
      <h1>没有这个页面</h1>
      <p>地址可能写错了，页面已经不在，或者当前身份看不到它。</p>
      <div className="do">
        <Link className="bt p" to="/">
          回首页
        </Link>
        <FrontLink className="bt" />
      </div>
    </main>
  )
}
