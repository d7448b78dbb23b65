import { useCallback, useEffect, useState } from 'react'
import { device, isAway, learn } from './device.ts'
import { handIn } from './waiting.ts'

const calmMs = 300_000
const awayMs = 10_000

/** Keeps a device in touch: learns keys and time anew, and hands in what waits as soon as there is a network. */
export function useContact() {
  const [away, setAway] = useState(() => !navigator.onLine)
  const [trouble, setTrouble] = useState('')
  const token = device.use()?.token
  const reach = useCallback(async () => {
    try {
      await learn()
      setAway(false)
      await handIn()
      setTrouble('')
    } catch (error) {
      if (isAway(error)) setAway(true)
      else setTrouble(error instanceof Error ? error.message : String(error))
    }
  }, [])
  const lost = useCallback(() => setAway(true), [])
  useEffect(() => {
    if (!token) return
    const back = () => void reach()
    back()
    addEventListener('online', back)
    addEventListener('offline', lost)
    return () => {
      removeEventListener('online', back)
      removeEventListener('offline', lost)
    }
  }, [token, reach, lost])
  useEffect(() => {
    if (!token) return
    const timer = setInterval(() => void reach(), away ? awayMs : calmMs)
    return () => clearInterval(timer)
  }, [token, away, reach])
  return { away, lost, trouble }
}
