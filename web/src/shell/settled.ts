import { useEffect, useState } from 'react'

/** Milliseconds without a key after which the server is asked. */
const pause = 180

/** What is typed once it has rested. */
export function useSettled(value: string): string {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), value === '' ? 0 : pause)
    return () => clearTimeout(timer)
  }, [value])
  return settled
}
