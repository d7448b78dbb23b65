import { Link, useLocation } from 'react-router'

/** Handed along when a case is opened from a list: the paths around it, so that one can go on without going back. */
export interface QueueState {
  queue: string[]
  from: string
}

/** Which of how many, and the way to the one before and after. */
export function Queue() {
  const { pathname, state } = useLocation()
  const given = state as QueueState | null
  if (!given?.queue) return null
  const at = given.queue.indexOf(pathname)
  if (at < 0) return null
  return (
    <>
      <span>
        <Link to={given.from}>返回列表</Link>
      </span>
      <span>
        第 {at + 1} 件，共 {given.queue.length} 件
      </span>
      {given.queue[at - 1] ? (
        <Link to={given.queue[at - 1] ?? ''} state={given}>
          上一件
        </Link>
      ) : null}
      {given.queue[at + 1] ? (
        <Link to={given.queue[at + 1] ?? ''} state={given}>
          下一件
        </Link>
      ) : null}
    </>
  )
}
