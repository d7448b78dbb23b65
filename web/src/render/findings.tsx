import { useQuery } from '@tanstack/react-query'
import { shortInstant } from '../look/dates.ts'
import { get } from '../shell/api.ts'
import { useManifest, useNow } from '../shell/reader.ts'

interface Finding {
  rule: string
  title: string
  holds: boolean
  says: string
  since: string
}

/** What rules say of a row: those that hold, and those that held once. */
export function Findings({ register, id }: { register: string; id: string }) {
  const now = useNow()
  const enabled = useManifest().findings.includes(register)
  const found = useQuery({
    queryKey: ['findings', register, id],
    queryFn: ({ signal }) => get<{ rows: Finding[] }>(`/findings/${register}/${id}`, signal),
    enabled,
  })
  if (!enabled) return null
  if (found.error) return <p className="cap">比对结果没有取到：{found.error.message}</p>
  if (!found.data) return null
  const { rows } = found.data
  return (
    <section>
      <h2>比对结果</h2>
      {rows.length === 0 ? <p className="m">各部门的数据没有比出问题。</p> : null}
      {rows.map((one) => (
        <p key={one.rule} className={one.holds ? undefined : 'm'}>
          <b>{one.title}</b>
          {one.holds ? `：${one.says}` : '：已解除'}
          <span className="cap">
            {' '}
            {shortInstant(one.since, now)}
            {one.holds ? '起' : ''}
          </span>
        </p>
      ))}
    </section>
  )
}
