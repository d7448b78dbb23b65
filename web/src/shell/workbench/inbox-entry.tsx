import { Link } from 'react-router'
import type { InboxEntry, SignalFace } from '../../../../platform/manifest.ts'
import { shortDate, wall, weekday, weekEnd } from '../../look/dates.ts'
import { Light } from '../../look/light.tsx'
import type { QueueState } from '../../render/case-queue.tsx'
import { send } from '../api.ts'
import { isDownload } from '../jobs/job-line.tsx'
import { queryClient } from '../queries.ts'

/** One thing that came in; opening a note marks it read. */
export function Entry({ entry, now, handed }: { entry: InboxEntry; now: string; handed: QueueState }) {
  const open = () => {
    if (entry.readAt) return
    void send('POST', `/inbox/${entry.id}/read`, {}).then(
      () => queryClient.invalidateQueries({ queryKey: ['inbox'] }),
      () => undefined,
    )
  }
  const inside = (
    <>
      <Light face={lightOf(entry, now)} bare />
      <b>{entry.title}</b>
      <Due entry={entry} now={now} />
      <small>{entry.says}</small>
    </>
  )
  return (
    <li className={entry.readAt && entry.kind === 'note' ? 'read' : undefined}>
      {isDownload(entry.path) ? (
        <a href={entry.path} download onClick={open}>
          {inside}
        </a>
      ) : (
        <Link to={entry.path} state={handed} onClick={open}>
          {inside}
        </Link>
      )}
    </li>
  )
}

function lightOf(entry: InboxEntry, now: string): SignalFace {
  if (entry.doneAt) return { title: '已办', shape: 'done' }
  if (entry.kind === 'note') return { title: '知会', shape: 'on' }
  if (!entry.dueAt) return { title: '待办', shape: 'wait' }
  if (entry.dueAt < now) return { title: '已过期', shape: 'late' }
  return wall(entry.dueAt).date === wall(now).date
    ? { title: '今天到期', shape: 'near' }
    : { title: '待办', shape: 'ok' }
}

function Due({ entry, now }: { entry: InboxEntry; now: string }) {
  const today = wall(now).date
  const instant = entry.doneAt ?? (entry.kind === 'note' ? entry.at : entry.dueAt)
  if (!instant) return <span className="dl" />
  const at = wall(instant)
  if (entry.doneAt || entry.kind === 'note')
    return <span className="dl">{at.date === today ? at.time : shortDate(at.date, now)}</span>
  if (instant < now)
    return <span className="dl late">{at.date === today ? `今日 ${at.time} 过` : `${shortDate(at.date, now)} 过`}</span>
  if (at.date === today)
    return (
      <span className="dl near">
        <b>今日 {at.time}</b>
      </span>
    )
  return <span className="dl">{at.date <= weekEnd(today) ? weekday(at.date) : shortDate(at.date, now)}</span>
}
