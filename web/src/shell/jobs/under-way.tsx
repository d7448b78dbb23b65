import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { Link } from 'react-router'
import { Light } from '../../look/light.tsx'
import * as queries from '../queries.ts'
import { isUnderWay } from './job-line.tsx'

/** In the top bar while something of the reader's is under way; the inbox is read again when it ends. */
export function UnderWay() {
  const { data } = useQuery({
    ...queries.myJobs,
    refetchInterval: (query) => (query.state.data?.some(isUnderWay) ? 1500 : false),
  })
  const count = data?.filter(isUnderWay).length ?? 0
  const before = useRef(0)
  useEffect(() => {
    if (count < before.current) void queries.queryClient.invalidateQueries({ queryKey: ['inbox'] })
    before.current = count
  }, [count])
  if (count === 0) return null
  return (
    <Link className="uw" to="/jobs">
      <Light face={{ title: '办理中', shape: 'on' }} bare />
      {count} 件<span className="long">办理中</span>
    </Link>
  )
}
