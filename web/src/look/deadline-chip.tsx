import './marks.css'

/** A deadline as people count it: the day, and the working days that are left or overrun. */
export function DeadlineChip(props: {
  dueOn: string | null
  left: number | null
  ongoing?: boolean
  closed?: boolean
  provisional?: boolean
  withDate?: boolean
  tone?: 'near' | 'late' | undefined
}) {
  const { dueOn, left, ongoing, closed, provisional, withDate = true, tone } = props
  if (!dueOn) return <span className="dl">{ongoing ? '持续推进' : '未定日期'}</span>
  const late = left !== null && left < 0 && !closed
  return (
    <span className={`dl ${late ? 'late' : (tone ?? '')}`}>
      {withDate ? dueOn : null}
      {left === null || closed ? null : (
        <>
          {withDate ? ' · ' : null}
          {late ? '逾期' : '余'} <b>{Math.abs(left)}</b> 个工作日
        </>
      )}
      {provisional ? ' · 暂定' : null}
    </span>
  )
}
