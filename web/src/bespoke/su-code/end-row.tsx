import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { send } from '../../shell/api.ts'
import { queryClient } from '../../shell/queries.ts'

/** Ends a device or a card: asked once more in place, refused in place. */
export function EndRow({ path, name, says }: { path: string; name: string; says: string }) {
  const [asking, setAsking] = useState(false)
  const end = useMutation({
    mutationFn: () => send('POST', `${path}/end`),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['code'] }),
  })
  if (!asking)
    return (
      <button type="button" className="bt q" aria-label={`注销${name}`} onClick={() => setAsking(true)}>
        注销
      </button>
    )
  return (
    <span role="group" aria-label={`注销${name}`}>
      <span className="cap">{says} </span>
      <button type="button" className="bt" disabled={end.isPending} onClick={() => end.mutate()}>
        确定注销
      </button>{' '}
      <button type="button" className="bt q" disabled={end.isPending} onClick={() => setAsking(false)}>
        不注销
      </button>
      {end.error ? (
        <span className="wrong" role="alert">
          {end.error.message}
        </span>
      ) : null}
    </span>
  )
}
