import { useMutation } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import type { CaseDetail } from '../../../platform/manifest.ts'
import { Refusal, send } from '../shell/api.ts'
import * as queries from '../shell/queries.ts'
import { renewCases } from './renew-cases.ts'

/** Takes the reader's own last act back: asked once more in place, and refused in place. */
export function TakeBack({ detail }: { detail: CaseDetail }) {
  const { kind, id, version, undo } = detail
  const [asking, setAsking] = useState(false)
  const yes = useRef<HTMLButtonElement>(null)
  const back = useMutation({
    mutationFn: () => send<CaseDetail>('POST', `/cases/${kind}/${id}/undo`, { version }),
    onSuccess: async (after) => {
      queries.queryClient.setQueryData(queries.oneCase(kind, id).queryKey, after)
      setAsking(false)
      await renewCases()
    },
    onError: () => {
      setAsking(false)
      void queries.queryClient.invalidateQueries({ queryKey: queries.oneCase(kind, id).queryKey })
    },
  })
  useEffect(() => {
    if (asking) yes.current?.focus()
  }, [asking])
  useEffect(() => setAsking(false), [undo?.title])
  const problem = back.error instanceof Refusal ? back.error.problem : null
  return (
    <>
      {undo && !asking ? (
        <button type="button" className="bt q" onClick={() => setAsking(true)}>
          撤销“{undo.title}”（十分钟内）
        </button>
      ) : null}
      {undo && asking ? (
        <span
          className="ask"
          role="group"
          aria-label={`撤销“${undo.title}”`}
          onKeyDown={(event) => {
            if (event.key === 'Escape') setAsking(false)
          }}
        >
          <span>撤销后恢复到“{undo.title}”之前，经过里记为已撤销。</span>
          <button ref={yes} type="button" className="bt" disabled={back.isPending} onClick={() => back.mutate()}>
            {back.isPending ? '正在撤销' : '确定撤销'}
          </button>
          <button type="button" className="bt q" disabled={back.isPending} onClick={() => setAsking(false)}>
            不撤了
          </button>
        </span>
      ) : null}
      {back.error ? (
        <span className="wrong" role="alert">
          {back.error.message}
          {problem?.instance ? <span className="cap"> 编号 {problem.instance}</span> : null}
        </span>
      ) : null}
    </>
  )
}
