import './marks.css'

/** One agency; one that stands out carries the word that says `as` what, and a darker edge. */
export function AgencyChip({ name, as }: { name: string; as?: string | undefined }) {
  return (
    <span className={as ? 'ag lead' : 'ag'}>
      {as ? <i>{as}</i> : null}
      {name}
    </span>
  )
}

/** Lead and supporting agencies; ten or more show the first two and how many there are, all names on hover and to the ear. */
export function AgencyChips(props: { lead?: string | undefined; as?: string; support?: string[] }) {
  const { lead, as, support = [] } = props
  const all = lead ? [lead, ...support] : support
  if (all.length === 0) return <span className="m">未列</span>
  const shown = all.length >= 10 ? all.slice(0, 2) : all
  return (
    <span className="ags" title={all.length > shown.length ? all.join('、') : undefined}>
      {shown.map((name, at) => (
        <AgencyChip key={at} name={name} as={lead !== undefined && at === 0 ? as : undefined} />
      ))}
      {all.length > shown.length ? (
        <span className="cap">
          等 {all.length} 家<span className="sr">:{all.join('、')}</span>
        </span>
      ) : null}
    </span>
  )
}
