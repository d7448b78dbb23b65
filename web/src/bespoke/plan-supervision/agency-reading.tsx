import { useNames } from '../../shell/reader.ts'
import type { Line, Reading } from './plan-data.ts'
import { ReadingRows } from './reading-rows.tsx'

/** The plan by agency: what each leads, and what it helps with. */
export function AgencyReading({ reading }: { reading: Reading }) {
  const names = useNames()
  const duties = new Map<string, { lead: Line[]; support: Line[] }>()
  const duty = (id: string) => {
    const found = duties.get(id) ?? { lead: [], support: [] }
    duties.set(id, found)
    return found
  }
  for (const line of reading.lines) {
    if (line.lead) duty(line.lead).lead.push(line)
    for (const id of line.support ?? []) if (id !== line.lead) duty(id).support.push(line)
  }
  const agencies = [...duties].toSorted(
    ([, a], [, b]) => b.lead.length - a.lead.length || b.support.length - a.support.length,
  )
  const unled = reading.lines.filter((line) => !line.lead)
  return (
    <div className="vwp">
      <h1>按部门读</h1>
      <p>{agencies.length} 个部门，按牵头多少排列。</p>
      <nav className="jump no-print" aria-label="部门">
        {agencies.map(([id, of]) => (
          <a key={id} href={`#agency-${id}`}>
            {names.agency(id)}
            <em> {of.lead.length + of.support.length}</em>
          </a>
        ))}
      </nav>
      {agencies.map(([id, { lead, support }]) => (
        <ReadingRows
          key={id}
          id={`agency-${id}`}
          title={names.agency(id)}
          cap={`牵头 ${lead.length}，配合 ${support.length}`}
          lines={[...lead, ...support]}
          lit={lead}
          says={(line) => (line.lead === id ? '牵头' : `配合${line.lead ? names.agency(line.lead) : ''}`)}
        />
      ))}
      {unled.length > 0 ? (
        <ReadingRows title="未定牵头部门" lines={unled} says={(line) => line.agenciesText ?? ''} />
      ) : null}
    </div>
  )
}
