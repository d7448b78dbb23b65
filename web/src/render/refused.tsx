import type { Refusal } from '../shell/api.ts'

/** What a form was refused for, and that what was typed is still there. */
export function Refused({ refusal }: { refusal: Refusal }) {
  const { detail, instance, code } = refusal.problem
  return (
    <p className="no" role="alert">
      {detail}
      {code.endsWith('/stale-version') ? '已重新载入最新的情况，你填的内容还在，核对后可再提交。' : ''}
      {instance ? <span className="cap"> 编号 {instance}</span> : null}
    </p>
  )
}
