import { Link } from 'react-router'
import '../look/states.css'

/** No page at this address. */
export function NotFound() {
  return (
    <main id="main" className="st8">
      <h1>没有这个页面</h1>
      <p>地址可能写错了，页面已经不在，或者当前身份看不到它。</p>
      <div className="do">
        <Link className="bt p" to="/plan">
          看计划
        </Link>
        <Link className="bt" to="/">
          回首页
        </Link>
      </div>
    </main>
  )
}
