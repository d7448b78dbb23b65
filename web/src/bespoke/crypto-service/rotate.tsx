import { useMutation } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { send } from '../../shell/api.ts'
import { queryClient } from '../../shell/queries.ts'
import type { CustodyKey } from './custody-data.ts'

/** Rotates a key: asked once more in place, and refused in place. */
export function Rotate({ of }: { of: CustodyKey }) {
  const [asking, setAsking] = useState(false)
  const yes = useRef<HTMLButtonElement>(null)
  const rotate = useMutation({
    mutationFn: () => send('POST', `/crypto/keys/${of.id}/rotate`),
    onSettled: async () => {
      setAsking(false)
      await queryClient.invalidateQueries({ queryKey: ['crypto'] })
    },
  })
  useEffect(() => {
    if (asking) yes.current?.focus()
  }, [asking])
  return (
    <>
      {asking ? (
        <span
          className="ask"
          role="group"
          aria-label={`轮换“${of.name}”`}
          onKeyDown={(event) => {
            if (event.key === 'Escape') setAsking(false)
          }}
        >
          <span>此后用第 {of.version + 1} 版签名、加密；以前的仍可验、可解。</span>
          <button ref={yes} type="button" className="bt" disabled={rotate.isPending} onClick={() => rotate.mutate()}>
            {rotate.isPending ? '正在轮换' : '确定轮换'}
          </button>
          <button type="button" className="bt q" disabled={rotate.isPending} onClick={() => setAsking(false)}>
            不轮换了
          </button>
        </span>
      ) : (
        <button type="button" className="bt" onClick={() => setAsking(true)}>
          轮换
        </button>
      )}
      {rotate.error ? (
        <span className="wrong" role="alert">
          {rotate.error.message}
        </span>
      ) : null}
    </>
  )
}
