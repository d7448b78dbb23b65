import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { Link } from 'react-router'
import * as queries from '../../shell/queries.ts'
import { useManifest } from '../../shell/reader.ts'
import { usePlanAddress } from './address.ts'
import { adoption, type Reading } from './plan-data.ts'

const ActionForm = lazy(async () => ({ default: (await import('../../render/action-form.tsx')).ActionForm }))

/** Above a draft: what still has to be looked at, and the act that puts the plan in force. */
export function AdoptionBar({ reading }: { reading: Reading }) {
  const { plan } = reading
  const face = useManifest().cases[adoption]
  const { to } = usePlanAddress()
  const [opened, setOpened] = useState<string | null>(null)
  const found = useQuery({ ...queries.cases(adoption, `subject=${plan.id}&limit=1`), enabled: !!face })
  const id = found.data?.rows[0]?.id
  const detail = useQuery({ ...queries.oneCase(adoption, id ?? ''), enabled: id !== undefined })
  if (plan.standing !== 'draft') return null
  const open = reading.doubts.filter((one) => one.standing === 'open').length
  const inferred = reading.lines.filter((line) => line.leadStanding === 'inferred').length
  const actions = (detail.data?.may ?? []).flatMap((name) => face?.actions[name] ?? [])
  const action = actions.find((one) => one.name === opened)
  return (
    <section className="adopt no-print" aria-label="待确认">
      <div className="line">
        <b>待确认</b>
        <span>
          <Link to={to({ view: 'compare', item: null })}>{open} 处存疑</Link>未处理，{inferred} 行牵头部门为推定，
          {reading.targets.length} 个目标。确认后逐行交办。
        </span>
        <span className="grow" />
        {actions.map((one) => (
          <button
            key={one.name}
            type="button"
            className={one.primary ? 'bt p' : 'bt'}
            aria-expanded={opened === one.name}
            onClick={() => setOpened(opened === one.name ? null : one.name)}
          >
            {one.title}
          </button>
        ))}
        {detail.data && actions.length === 0 ? <span className="cap">由有权确认的部门处理</span> : null}
      </div>
      {action && detail.data ? (
        <Suspense fallback={<p className="cap">正在打开</p>}>
          <ActionForm
            key={action.name}
            detail={detail.data}
            action={action}
            done={() => {
              setOpened(null)
              void queries.queryClient.invalidateQueries({ queryKey: ['registers'] })
            }}
            cancel={() => setOpened(null)}
          />
        </Suspense>
      ) : null}
    </section>
  )
}
