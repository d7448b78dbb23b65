import { useMutation } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { send } from '../../../shell/api.ts'
import { queryClient } from '../../../shell/queries.ts'

/** Ends something: asked once more in place, and refused in place. @param says what ends with it */
export function EndInPlace({ what, says, path }: { what: string; says: string; path: string }) {
  const [asking, setAsking] = useState(false)
  const yes = useRef<HTMLButtonElement>(null)
  const end = useMutation({
    mutationFn: () => send('POST', path),
    onSettled: async () => {
      setAsking(false)
      await queryClient.invalidateQueries({ queryKey: ['code'] })
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
          aria-label={`注销“${what}”`}
          onKeyDown={(event) => {
            if (event.key === 'Escape') setAsking(false)
          }}
        >
          <span>{says}</span>
          <button ref={yes} type="button" className="bt" disabled={end.isPending} onClick={() => end.mutate()}>
            {end.isPending ? '正在注销' : '确定注销'}
          </button>
          <button type="button" className="bt q" disabled={end.isPending} onClick={() => setAsking(false)}>
            不注销了
          </button>
        </span>
      ) : (
        <button type="button" className="bt q" aria-label={`注销“${what}”`} onClick={() => setAsking(true)}>
          注销
        </button>
      )}
      {end.error ? (
        <span className="wrong" role="alert">
          {end.error.message}
        </span>
      ) : null}
    </>
  )
}
