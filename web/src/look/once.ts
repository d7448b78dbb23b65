import { useMutation } from '@tanstack/react-query'
import { useRef } from 'react'

/** An act that a second press does not repeat while the first is under way; its answer is kept nowhere but in what shows it. */
export function useOnce<Asked, Answer>(does: (asked: Asked) => Promise<Answer>, then?: (answer: Answer) => unknown) {
  const busy = useRef(false)
  const act = useMutation({
    gcTime: 0,
    mutationFn: does,
    onSuccess: (answer) => then?.(answer),
    onSettled: () => {
      busy.current = false
    },
  })
  const mutate = (asked: Asked) => {
    if (busy.current) return
    busy.current = true
    act.mutate(asked)
  }
  return { ...act, mutate }
}
