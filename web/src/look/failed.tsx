import type { ReactNode } from 'react'
import { Link } from 'react-router'
import type { Problem } from '../../../platform/manifest.ts'
import './states.css'

/** What could not be shown, why, how to try again, and the number to quote. It stands for the page, or `inside` one. */
export function Failed(props: { what: string; error: unknown; retry?: () => void; inside?: boolean }) {
  const { what, error, retry, inside = false } = props
  const problem = error instanceof Error && 'problem' in error ? (error.problem as Problem) : null
  if (problem && (problem.status === 401 || problem.status === 403))
    return <Forbidden what={what} says={problem.detail} inside={inside} />
  const missing = problem?.status === 404
  return (
    <Said title={missing ? `没有找到${what}` : `${what}没有取到`} inside={inside}>
      <p>{problem?.detail ?? '与服务器的连接断了，已经保存的内容不受影响。'}</p>
      {problem?.instance ? <p className="cap">如需帮助，请报编号 {problem.instance}</p> : null}
      <div className="do">
        {retry && !missing ? (
          <button type="button" className="bt p" onClick={retry}>
            再试一次
          </button>
        ) : null}
        <Link className="bt" to="/">
          回首页
        </Link>
      </div>
    </Said>
  )
}

/** Who may see this, and the way to sign in. */
export function Forbidden({ what, says, inside = false }: { what: string; says?: string; inside?: boolean }) {
  const from = typeof location === 'undefined' ? '/' : location.pathname + location.search
  return (
    <Said title={`${what}不对当前身份公开`} inside={inside}>
      <p>{says ?? '只有承办单位和获得授权的人可以查看。'}</p>
      <div className="do">
        <Link className="bt p" to={`/sign-in?from=${encodeURIComponent(from)}`}>
          换一个身份登录
        </Link>
        <Link className="bt" to="/">
          回首页
        </Link>
      </div>
    </Said>
  )
}

function Said({ title, inside, children }: { title: string; inside: boolean; children: ReactNode }) {
  if (inside)
    return (
      <div className="st8" role="alert">
        <h2>{title}</h2>
        {children}
      </div>
    )
  return (
    <main id="main" tabIndex={-1}>
      <div className="st8" role="alert">
        <h1>{title}</h1>
        {children}
      </div>
    </main>
  )
}
