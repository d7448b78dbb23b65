import './marks.css'

/** One agency; the lead carries the word 牵头 and a darker edge. */
export function AgencyChip({ name, lead }: { name: string; lead?: boolean }) {
  return (
    <span className={lead ? 'ag lead' : 'ag'}>
      {lead ? <i>牵头</i> : null}
      {name}
    </span>
  )
}

/** Lead and supporting agencies; ten or more show the first two and how many there are, all names on hover and to the ear. */
export function AgencyChips({ lead, support = [] }: { lead?: string | undefined; support?: string[] }) {
  const all = lead ? [lead, ...support] : support
  if (all.length === 0) return <span className="m">未列</span>
  const shown = all.length >= 10 ? all.slice(0, 2) : all
  return (
    <span className="ags" title={all.length > shown.length ? all.join('、') : undefined}>
      {shown.map((name, at) => (
        <AgencyChip key={at} name={name} lead={lead !== undefined && at === 0} />
      ))}
      {all.length > shown.length ? (
        <span className="cap">
          等 {all.length} 家<span className="sr">:{all.join('、')}</span>
        </span>
      ) : null}
    </span>
  )
}
