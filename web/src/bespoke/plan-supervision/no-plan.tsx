import type { ReactNode } from 'react'
import { Empty } from '../../look/empty.tsx'
import { Failed } from '../../look/failed.tsx'

/** In place of a page of the plan: it could not be read, it is not there, or there is none yet. */
export function NoPlan(props: {
  title: string
  id: string | undefined
  fault: Error | null
  retry: () => void
  /** What is said where there is no plan at all. */
  says: string
  children?: ReactNode
}) {
  const { title, id, fault, retry, says, children } = props
  if (fault) return <Failed what="计划" error={fault} retry={retry} />
  return (
    <main id="main" tabIndex={-1} className="page">
      <h1>{title}</h1>
      <Empty says={id ? '没有这份计划，或者当前身份看不到它。' : says}>{children}</Empty>
    </main>
  )
}
